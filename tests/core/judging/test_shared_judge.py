"""Thirty who ask at once: each gets its own answer, and few forward passes are made."""

import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from colabert_core.judging.shared_judge import MAX_BATCH_SENTENCES, SharedJudge

from ..helpers import LengthJudge, wait_until


class HeldJudge(LengthJudge):
    """Judges only when let go; tells when it is at work."""

    def __init__(self):
        super().__init__()
        self.at_work, self.let_go = threading.Event(), threading.Event()

    def probabilities(self, sentences):
        self.at_work.set()
        assert self.let_go.wait(10)
        return super().probabilities(sentences)


@pytest.fixture
def held():
    judge = HeldJudge()
    yield judge
    judge.let_go.set()


def words(number: int) -> str:
    return " ".join(["word"] * number)


def ask_behind(held: HeldJudge, requests: list[list[str]]) -> list[np.ndarray]:
    """Ask one thing first, and all requests while it is still being judged; the answers to the requests."""
    shared = SharedJudge(held)
    with ThreadPoolExecutor(len(requests) + 1) as visitors:
        first = visitors.submit(shared.probabilities, ["first"])
        assert held.at_work.wait(10)
        later = [visitors.submit(shared.probabilities, request) for request in requests]
        wait_until(lambda: len(shared._waiting) == len(requests))
        held.let_go.set()
        first.result(10)
        return [answer.result(10) for answer in later]


def test_a_single_visitor_gets_what_the_judge_says():
    judge = LengthJudge()
    shared = SharedJudge(judge)
    assert shared.probabilities(["one two", "one"]) == pytest.approx([0.2, 0.1])
    assert (shared.max_length, shared.word_piece) == (judge.max_length, judge.word_piece)


def test_those_who_ask_meanwhile_are_judged_together_and_each_gets_its_own_answer(held):
    requests = [[words(1 + i % 9), words(2)] if i % 3 else [words(1 + i % 9)] for i in range(30)]
    answers = ask_behind(held, requests)
    assert [len(batch) for batch in held.asked] == [1, sum(len(request) for request in requests)]
    for request, answer in zip(requests, answers, strict=True):
        assert answer == pytest.approx([len(sentence.split()) / 10 for sentence in request])


def test_a_great_deal_at_once_is_judged_in_several_goes(held):
    ask_behind(held, [[words(3)] * (MAX_BATCH_SENTENCES - 1)] * 3)
    assert [len(batch) for batch in held.asked] == [
        1,
        MAX_BATCH_SENTENCES - 1,
        MAX_BATCH_SENTENCES - 1,
        MAX_BATCH_SENTENCES - 1,
    ]


def test_what_is_typed_passes_by_long_requests(held):
    ask_behind(held, [[words(3)] * 41, [words(2)] * 41, ["one"], ["one", "two"]])
    sizes = [len(batch) for batch in held.asked]
    assert sizes == [1, 3, 41, 41]  # typed sentences together and first, then explanations one by one


def test_who_asks_again_and_again_keeps_nobody_waiting():
    shared, over = SharedJudge(LengthJudge()), threading.Event()

    def ask_on() -> None:
        while not over.is_set():
            shared.probabilities(["one"])

    with ThreadPoolExecutor(5) as visitors:
        for _ in range(4):
            visitors.submit(ask_on)
        try:
            assert len(visitors.submit(shared.probabilities, [words(2)] * 41).result(20)) == 41
        finally:
            over.set()


def test_the_judge_inside_can_be_reached():
    judge = LengthJudge()
    assert SharedJudge(judge).judge is judge


def test_a_request_larger_than_a_go_is_judged_whole(held):
    (answer,) = ask_behind(held, [[words(2)] * (MAX_BATCH_SENTENCES + 5)])
    assert len(answer) == MAX_BATCH_SENTENCES + 5


def test_a_fault_is_told_to_everybody_it_concerns_and_the_next_one_is_judged():
    class Broken(LengthJudge):
        def probabilities(self, sentences):
            if "broken" in sentences:
                raise MemoryError("no room")
            return super().probabilities(sentences)

    shared = SharedJudge(Broken())
    with pytest.raises(MemoryError, match="no room"):
        shared.probabilities(["broken"])
    assert shared.probabilities(["one"]) == pytest.approx([0.1])


def test_who_is_answered_does_not_wait_for_the_next_batch():
    """Long work asks again and again; a single sentence judged in between is handed out at once."""
    queued, answered = threading.Event(), threading.Event()

    class LongWork(LengthJudge):
        def probabilities(self, sentences):
            if not self.asked:
                assert queued.wait(10)
            if len(self.asked) == 2:  # the long work's second batch
                assert answered.wait(10)
            return super().probabilities(sentences)

    judge = LongWork()
    shared = SharedJudge(judge)
    with ThreadPoolExecutor(2) as visitors:
        work = visitors.submit(
            lambda: [shared.probabilities([words(2)] * MAX_BATCH_SENTENCES) for _ in range(2)]
        )
        wait_until(lambda: shared._busy)
        single = visitors.submit(shared.probabilities, ["one"])
        single.add_done_callback(lambda _: answered.set())
        wait_until(lambda: len(shared._waiting) == 1)
        queued.set()
        work.result(30)
    assert [len(batch) for batch in judge.asked] == [MAX_BATCH_SENTENCES, 1, MAX_BATCH_SENTENCES]


def test_whatever_ends_the_judging_nobody_is_left_waiting():
    class Ended(LengthJudge):
        def probabilities(self, sentences):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        SharedJudge(Ended()).probabilities(["one"])


def test_never_are_two_batches_judged_at_the_same_time():
    class Alone(LengthJudge):
        busy = threading.Lock()

        def probabilities(self, sentences):
            assert self.busy.acquire(blocking=False)
            try:
                return super().probabilities(sentences)
            finally:
                self.busy.release()

    shared = SharedJudge(Alone())
    with ThreadPoolExecutor(30) as visitors:
        found = list(visitors.map(lambda i: shared.probabilities([words(1 + i % 9)]), range(300)))
    assert [float(answer[0]) for answer in found] == pytest.approx([(1 + i % 9) / 10 for i in range(300)])
