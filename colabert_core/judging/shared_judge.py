"""Requests of several visitors judged together: while one batch is judged, the next one is collected.

One forward pass at a time also keeps the processor's threads from getting in each other's way.
"""

import threading
from dataclasses import dataclass

import numpy as np

from colabert_core.judging.scoring import Judge

MAX_BATCH_SENTENCES = 128  # of short requests judged together; no request is divided
MAX_SHORT_SENTENCES = 4  # of a short request, as somebody types it


@dataclass(eq=False)
class _Request:
    sentences: list[str]
    answer: np.ndarray | None = None
    fault: BaseException | None = None
    done: bool = False


class SharedJudge:
    """A judge whom several threads may ask at once; one of the waiting threads works for all of them.

    Each gets the answer to its own sentences as soon as it is there. What judging raises is raised in every
    thread whose sentences were in the batch.
    """

    def __init__(self, judge: Judge, weights: int = 0):
        self.weights = weights  # those that the judge was made of, see `Run.weights`
        self.judge = judge  # for what a Judge does not offer, such as gradients; it answers without waiting
        self.max_length, self.word_piece = judge.max_length, judge.word_piece
        self._waiting: list[_Request] = []
        self._changed = threading.Condition()
        self._at_work = False
        self._short_next = True  # whether the short requests come next

    def probabilities(self, sentences: list[str]) -> np.ndarray:
        """The probability of "acceptable" <float>[n], 0 to 1, in the order of the sentences."""
        request = _Request(sentences)
        with self._changed:
            self._waiting.append(request)
        while batch := self._await_answer_or_batch(request):
            self._judge_together(batch)
        if request.fault is not None:
            raise request.fault
        assert request.answer is not None  # without a fault, a request that is done has its answer
        return request.answer

    def _await_answer_or_batch(self, request: _Request) -> list[_Request]:
        """Wait until the request is done (then the batch is empty) or nobody works (then take a batch)."""
        with self._changed:
            self._changed.wait_for(lambda: request.done or not self._at_work)
            if request.done:
                return []
            self._at_work = True
            return self._next_batch()

    def _judge_together(self, requests: list[_Request]) -> None:
        try:
            found = self.judge.probabilities([sentence for r in requests for sentence in r.sentences])
            ends = np.cumsum([len(request.sentences) for request in requests])[:-1]
            for request, answer in zip(requests, np.split(found, ends), strict=True):
                request.answer = answer
        except BaseException as fault:  # nobody may be left waiting for an answer that never comes
            for request in requests:
                request.fault = fault
        with self._changed:
            for request in requests:
                request.done = True
            self._at_work = False
            self._changed.notify_all()

    def _next_batch(self) -> list[_Request]:
        """All short requests together and the long ones one by one, by turns.

        So a typed sentence waits for one file's part or explanation at most, however many are waiting, and
        no long request waits for ever.
        """
        short = [request for request in self._waiting if len(request.sentences) <= MAX_SHORT_SENTENCES]
        long = [request for request in self._waiting if len(request.sentences) > MAX_SHORT_SENTENCES]
        is_short = bool(short) and (self._short_next or not long)
        batch = short[: MAX_BATCH_SENTENCES // MAX_SHORT_SENTENCES] if is_short else long[:1]
        self._waiting = [request for request in self._waiting if request not in batch]
        self._short_next = not (is_short and long)
        return batch
