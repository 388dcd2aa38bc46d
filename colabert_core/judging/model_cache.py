"""Models kept in memory, shared by all visitors. Loads torch only when a model is asked for."""

import threading
import time
from collections import OrderedDict

from colabert_core.judging.shared_judge import Gathered
from colabert_core.runs.run import Run
from colabert_core.system.torch_import import importing_torch

_PAINT = 1.5  # seconds that a first page takes in the browser
_MOST = 3  # models; each takes about 90 MB with the bundled encoder


class Loaded:
    """The last models used. Who asks while one is being loaded waits for it, and no second one is loaded.

    Models that are there are handed out meanwhile.
    """

    def __init__(self):
        self._models: OrderedDict = OrderedDict()
        self._loading: dict = {}
        self._warming: set = set()
        self._lock = threading.Lock()

    def get(self, run: Run):
        """A run, as its folder now is, as a judge whom many may ask at once. Raises what loading raises."""
        with self._lock:
            if (found := self._kept(run)) is not None:
                return found
            turn = self._loading.setdefault(run.folder, threading.Lock())
        with turn:
            with self._lock:
                if (found := self._kept(run)) is not None:
                    return found
            before = _key(run)  # a training may save better weights while these are read
            found = _load(run)
            with self._lock:
                self._models[before if before[1] else _key(run)] = found  # a delta became whole only now
                while len(self._models) > _MOST:
                    self._models.popitem(last=False)
        return found

    def _kept(self, run: Run):
        """A model in memory, which now counts as the last one used; None where there is none."""
        if _key(run) not in self._models:
            return None
        self._models.move_to_end(_key(run))
        return self._models[_key(run)]

    def warm(self, run: Run) -> None:
        """Load a run's model in a thread of its own soon, unless it is there or on its way.

        Not at once: loading torch keeps Python busy, and the browser still asks for parts of the page.
        """
        with self._lock:
            if run.folder in self._warming or _key(run) in self._models:
                return
            self._warming.add(run.folder)
        threading.Thread(target=self._try, args=(run,), name="colabert-warm", daemon=True).start()

    def _try(self, run: Run) -> None:
        time.sleep(_PAINT)
        try:
            self.get(run)
        except Exception:  # whoever asks for it in earnest is told why
            return
        finally:
            with self._lock:
                self._warming.discard(run.folder)


def _key(run: Run) -> tuple:
    """Folder and time of the weights."""
    return run.folder, run.weights


def _load(run: Run):
    with importing_torch():
        from colabert_core.model.classifier import Classifier
    before = run.weights
    classifier = Classifier(run.folder, run.info.config.max_length)
    return Gathered(classifier, before or run.weights)
