"""Requests of several visitors judged together: while one batch is read, the next one gathers.

One forward pass at a time also keeps the processor's threads from getting in each other's way.
"""

import threading
from dataclasses import dataclass

import numpy as np

from colabert_core.judging.scoring import Judge

MOST = 128  # sentences judged in one go; nobody's request is divided
FEW = 4  # sentences of a short request, as somebody types it


@dataclass(eq=False)
class _Request:
    sentences: list[str]
    answer: np.ndarray | None = None
    fault: BaseException | None = None
    done: bool = False


class Gathered:
    """A judge whom several threads may ask at once; one of those who wait works for all of them.

    Each gets the answer to its own sentences, as soon as it is there. What judging raises is raised to
    everybody it concerned.
    """

    def __init__(self, judge: Judge, weights: int = 0):
        self.weights = weights  # those that the judge was made of, see `Run.weights`
        self.judge = judge  # for what a Judge does not offer, as a look inside; it answers without waiting
        self.max_length, self.word_piece = judge.max_length, judge.word_piece
        self._waiting: list[_Request] = []
        self._changed = threading.Condition()
        self._at_work = False
        self._short_turn = True  # whether those who typed something come next

    def probabilities(self, sentences: list[str]) -> np.ndarray:
        """The probability of "acceptable" <float>[n], 0 to 1."""
        request = _Request(sentences)
        with self._changed:
            self._waiting.append(request)
        while taken := self._turn(request):
            self._work_off(taken)
        if request.fault is not None:
            raise request.fault
        return request.answer

    def _turn(self, request: _Request) -> list[_Request]:
        """Wait until the request is done (then nothing is to do), or until it is our turn to work."""
        with self._changed:
            self._changed.wait_for(lambda: request.done or not self._at_work)
            if request.done:
                return []
            self._at_work = True
            return self._next()

    def _work_off(self, requests: list[_Request]) -> None:
        """Judge requests together."""
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

    def _next(self) -> list[_Request]:
        """The next ones: all short requests together and the long ones one by one, in turns.

        So a typed sentence waits for one file's part or explanation at most, however many are waiting, and
        no long request waits for ever.
        """
        short = [request for request in self._waiting if len(request.sentences) <= FEW]
        long = [request for request in self._waiting if len(request.sentences) > FEW]
        is_short = bool(short) and (self._short_turn or not long)
        taken = short[: MOST // FEW] if is_short else long[:1]
        self._waiting = [request for request in self._waiting if request not in taken]
        self._short_turn = not (is_short and long)
        return taken
