"""Models kept in memory and shared by all visitors; torch is loaded with the first model."""

import threading
import time
from collections import OrderedDict
from pathlib import Path

from colabert_core.judging.shared_judge import SharedJudge
from colabert_core.runs.run import Run
from colabert_core.system.torch_import import importing_torch

_FIRST_PAGE_SECONDS = 1.5  # the time in which a browser loads its first page
_MAX_MODELS = 3  # each takes about 90 MB with the bundled encoder

_Key = tuple[Path, int]  # a run's folder and `Run.weights`


class ModelCache:
    """The most recently used models. Each is loaded once, however many threads need it.

    While a model is being loaded, those in memory remain available.
    """

    def __init__(self) -> None:
        self._models: OrderedDict[_Key, SharedJudge] = OrderedDict()
        self._loading: dict[Path, threading.Lock] = {}
        self._warming: set[Path] = set()
        self._lock = threading.Lock()

    def get(self, run: Run) -> SharedJudge:
        """A run's current model; threads may share it. Raises what `Classifier` raises."""
        with self._lock:
            if (judge := self._cached(run)) is not None:
                return judge
            loading = self._loading.setdefault(run.folder, threading.Lock())
        with loading:
            with self._lock:
                if (judge := self._cached(run)) is not None:
                    return judge
            before = _key(run)  # a training may save better weights while these are being read
            judge = _load(run)
            with self._lock:
                # Weights rebuilt from a delta exist only now.
                self._models[before if before[1] else _key(run)] = judge
                while len(self._models) > _MAX_MODELS:
                    self._models.popitem(last=False)
        return judge

    def _cached(self, run: Run) -> SharedJudge | None:
        """A run's model if it is in memory, marked as the most recently used; otherwise None."""
        if _key(run) not in self._models:
            return None
        self._models.move_to_end(_key(run))
        return self._models[_key(run)]

    def warm(self, run: Run) -> None:
        """Load a run's model in the background, unless it is in memory or already being loaded.

        It waits a moment first: loading torch keeps Python busy while the browser still loads the page.
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
        except Exception:  # `get` raises it again when a visitor needs the model
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
