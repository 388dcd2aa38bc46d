"""Requests of several visitors judged together: while one batch is judged, the next is collected.

Running one forward pass at a time also keeps torch's threads from competing for the processor.
"""

import threading
from dataclasses import dataclass

import numpy as np

from colabert_core.judging.scoring import Judge

MAX_BATCH_SENTENCES = 128  # in short requests judged together; no request is split
MAX_SHORT_SENTENCES = 4  # in a short request, such as typed sentences


@dataclass(eq=False)
class _Request:
    sentences: list[str]
    answer: np.ndarray | None = None
    fault: BaseException | None = None
    done: bool = False


class SharedJudge:
    """A judge that several threads may use at once; one of the waiting threads judges for all of them.

    Each thread gets its answer as soon as its batch is judged. An exception is raised in every thread whose
    sentences were in the batch. `weights` is the `Run.weights` from which the judge was loaded. `judge` is
    the judge itself, for what a Judge does not offer, such as gradients; using it does not wait.
    """

    def __init__(self, judge: Judge, weights: int = 0):
        self.weights, self.judge = weights, judge
        self.max_length, self.word_piece = judge.max_length, judge.word_piece
        self._waiting: list[_Request] = []
        self._changed = threading.Condition()
        self._busy = False
        self._short_next = True  # whether short requests come next

    def probabilities(self, sentences: list[str]) -> np.ndarray:
        """As `Judge.probabilities`; waits for its turn."""
        request = _Request(sentences)
        with self._changed:
            self._waiting.append(request)
        while batch := self._await_answer_or_batch(request):
            self._judge_together(batch)
        if request.fault is not None:
            raise request.fault
        assert request.answer is not None  # a finished request without a fault has its answer
        return request.answer

    def _await_answer_or_batch(self, request: _Request) -> list[_Request]:
        """Wait until the request is done, or no thread is judging; returns [] or the batch to judge next."""
        with self._changed:
            self._changed.wait_for(lambda: request.done or not self._busy)
            if request.done:
                return []
            self._busy = True
            return self._next_batch()

    def _judge_together(self, requests: list[_Request]) -> None:
        try:
            answers = self.judge.probabilities([sentence for r in requests for sentence in r.sentences])
            ends = np.cumsum([len(request.sentences) for request in requests])[:-1]
            for request, answer in zip(requests, np.split(answers, ends), strict=True):
                request.answer = answer
        except BaseException as fault:  # no thread may wait for an answer that never comes
            for request in requests:
                request.fault = fault
        with self._changed:
            for request in requests:
                request.done = True
            self._busy = False
            self._changed.notify_all()

    def _next_batch(self) -> list[_Request]:
        """The short requests together and a single long one, alternately.

        So a typed sentence waits for at most one long request (a piece of a file, an explanation), however
        many are waiting, and every long request gets its turn.
        """
        short = [request for request in self._waiting if len(request.sentences) <= MAX_SHORT_SENTENCES]
        long = [request for request in self._waiting if len(request.sentences) > MAX_SHORT_SENTENCES]
        is_short = bool(short) and (self._short_next or not long)
        batch = short[: MAX_BATCH_SENTENCES // MAX_SHORT_SENTENCES] if is_short else long[:1]
        self._waiting = [request for request in self._waiting if request not in batch]
        self._short_next = not (is_short and long)
        return batch
