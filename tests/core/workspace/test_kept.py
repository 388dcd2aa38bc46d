"""The bounded in-memory store."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from colabert_core.workspace.kept import Kept


def test_a_value_is_made_once():
    kept, made = Kept(2), []
    assert kept.get("a", lambda: made.append(1) or "first") == "first"
    assert kept.get("a", lambda: made.append(2) or "second") == "first"
    assert made == [1]


def test_the_one_used_longest_ago_goes_first():
    kept = Kept(2)
    for key in ("a", "b", "a", "c"):
        kept.get(key, lambda key=key: key)
    assert kept.get("a", lambda: "anew") == "a"
    assert kept.get("b", lambda: "anew") == "anew"


def test_threads_that_ask_meanwhile_wait_for_the_same_value():
    kept, made = Kept(2), []

    def slow():
        made.append(1)
        time.sleep(0.05)
        return object()

    with ThreadPoolExecutor(8) as threads:
        found = set(threads.map(lambda _: kept.get("a", slow), range(8)))
    assert len(found) == len(made) == 1


def test_another_key_is_made_meanwhile():
    kept = Kept(2)
    assert kept.get("a", lambda: kept.get("b", lambda: 1) + 1) == 2


def test_what_making_raises_is_raised_and_nothing_is_kept():
    kept = Kept(2)
    with pytest.raises(ZeroDivisionError):
        kept.get("a", lambda: 1 / 0)
    assert kept.get("a", lambda: "now") == "now"
