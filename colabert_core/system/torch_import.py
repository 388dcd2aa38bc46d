"""The one door through which torch and transformers are imported for the first time.

transformers loads its parts when they are first asked for, and is not safe when two threads do that at once:
one of them then finds half a module ("cannot import name 'BertForSequenceClassification'"). So every import
that may load either of them, outside of the modules that need them anyway, is made inside `importing_torch`.
"""

import gc
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_HEAVY = ("torch", "transformers")
_lock = threading.RLock()  # an import inside the block may come through the door again


@contextmanager
def importing_torch() -> Iterator[None]:
    """A block for imports that may load torch or transformers: one thread at a time.

    What was loaded in it is left out of later garbage collections.
    """
    with _lock:
        before = _loaded()
        yield
        if _loaded() != before:
            skip_in_garbage_collection()


def _loaded() -> list[str]:
    return [name for name in _HEAVY if name in sys.modules]


def skip_in_garbage_collection() -> None:
    """Leave everything that is in memory now out of later garbage collections.

    Call it once large libraries are imported. Streamlit collects garbage after every run of a page, and the
    objects of torch and transformers alone take a tenth of a second each time.
    """
    gc.collect()
    gc.freeze()
