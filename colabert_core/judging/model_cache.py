"""Models kept in memory, shared by all visitors. Loads torch only when a model is asked for."""

import threading
import time
from collections import OrderedDict
from pathlib import Path

from colabert_core.judging.shared_judge import SharedJudge
from colabert_core.runs.run import Run
from colabert_core.system.torch_import import importing_torch

_FIRST_PAGE_SECONDS = 1.5  # what a first page takes in the browser
_MAX_MODELS = 3  # each takes about 90 MB with the bundled encoder

_Key = tuple[Path, int]  # a run's folder, and the time of its weights


class ModelCache:
    """The models used last. Several threads may ask for the same one: it is loaded once.

    While one model is loaded, those in memory are still handed out.
    """

    def __init__(self) -> None:
        self._models: OrderedDict[_Key, SharedJudge] = OrderedDict()
        self._loading: dict[Path, threading.Lock] = {}
        self._warming: set[Path] = set()
        self._lock = threading.Lock()

    def get(self, run: Run) -> SharedJudge:
        """The model of a run, as its folder is now; many threads may ask it at once.

        Raises what `Classifier` raises when it loads.
        """
        with self._lock:
            if (found := self._cached(run)) is not None:
                return found
            loading = self._loading.setdefault(run.folder, threading.Lock())
        with loading:
            with self._lock:
                if (found := self._cached(run)) is not None:
                    return found
            before = _key(run)  # a training may save better weights while these are read
            found = _load(run)
            with self._lock:
                self._models[before if before[1] else _key(run)] = found  # a delta became whole only now
                while len(self._models) > _MAX_MODELS:
                    self._models.popitem(last=False)
        return found

    def _cached(self, run: Run) -> SharedJudge | None:
        """A model in memory, which now counts as the one used last; None where there is none."""
        if _key(run) not in self._models:
            return None
        self._models.move_to_end(_key(run))
        return self._models[_key(run)]

    def warm(self, run: Run) -> None:
        """Soon load a run's model in a thread of its own, unless it is in memory or on its way there.

        Not at once: loading torch keeps Python busy, and the browser still asks for parts of the page.
        """
        with self._lock:
            if run.folder in self._warming or _key(run) in self._models:
                return
            self._warming.add(run.folder)
        threading.Thread(target=self._warm_up, args=(run,), name="colabert-warm", daemon=True).start()

    def _warm_up(self, run: Run) -> None:
        time.sleep(_FIRST_PAGE_SECONDS)
        try:
            self.get(run)
        except Exception:  # `get` raises it again for the visitor who asks for a verdict
            return
        finally:
            with self._lock:
                self._warming.discard(run.folder)


def _key(run: Run) -> _Key:
    return run.folder, run.weights


def _load(run: Run) -> SharedJudge:
    with importing_torch():
        from colabert_core.model.classifier import Classifier
    before = run.weights
    classifier = Classifier(run.folder, run.info.config.max_length)
    return SharedJudge(classifier, before or run.weights)
