"""The lock under which torch and transformers are imported for the first time.

transformers loads its parts when they are first used, which is not safe in two threads at once: one of them
then finds an incomplete module ("cannot import name 'BertForSequenceClassification'"). So every import that
may load either library, except in modules that load torch anyway, is inside `importing_torch`.
"""

import gc
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_HEAVY = ("torch", "transformers")
# How often a waiting thread of torch's pool looks again before it sleeps. The pool's own 300,000 looks keep a
# core from the thread that is waited for, once anything else runs: beside one busy process, steps then took
# three times as long. With 1,000, they take twice as long, and a quiet computer loses about 5%: see
# benchmarks/RESULTS.md. The pool (GNU's, on Linux) reads it when torch is loaded.
_SPINS = "1000"
_SET_BY_USER = ("GOMP_SPINCOUNT", "OMP_WAIT_POLICY")
# Reentrant: an import inside the block may take the lock again.
_lock = threading.RLock()


@contextmanager
def importing_torch() -> Iterator[None]:
    """A block for imports that may load torch or transformers: one thread at a time.

    Anything loaded in it is left out of later garbage collections.
    """
    with _lock:
        before = _loaded()
        if not before and not any(name in os.environ for name in _SET_BY_USER):
            os.environ["GOMP_SPINCOUNT"] = _SPINS
        yield
        if _loaded() != before:
            skip_in_garbage_collection()


def _loaded() -> list[str]:
    return [name for name in _HEAVY if name in sys.modules]


def skip_in_garbage_collection() -> None:
    """Leave everything that is now in memory out of later garbage collections.

    Called after large libraries were imported. Streamlit collects garbage after every run of a page, and the
    objects of torch and transformers alone would take a tenth of a second each time.
    """
    gc.collect()
    gc.freeze()
