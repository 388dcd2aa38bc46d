"""Models kept in memory, shared by all visitors. Loads torch only when a model is asked for."""

import threading
from collections import OrderedDict

from colabert_core.runs import Run

_MOST = 3  # models; each takes about 90 MB with the bundled encoder


class Loaded:
    """The last models used. Who asks while one is being loaded waits for it, and no second one is loaded.

    Models that are there are handed out meanwhile.
    """

    def __init__(self):
        self._models: OrderedDict = OrderedDict()
        self._loading: dict = {}
        self._lock = threading.Lock()

    def get(self, run: Run):
        """The `Classifier` of a run as its folder now is. Raises what loading raises."""
        with self._lock:
            if (found := self._kept(run)) is not None:
                return found
            turn = self._loading.setdefault(run.folder, threading.Lock())
        with turn:
            with self._lock:
                if (found := self._kept(run)) is not None:
                    return found
            found = _load(run)
            with self._lock:
                self._models[_key(run)] = found  # the key asked again: a delta may have become whole
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
        """Begin to load a run's model in a thread of its own, unless it is there or on its way."""
        with self._lock:
            busy = run.folder in self._loading and self._loading[run.folder].locked()
            if busy or _key(run) in self._models:
                return
        threading.Thread(target=self._try, args=(run,), name="colabert-warm", daemon=True).start()

    def _try(self, run: Run) -> None:
        try:
            self.get(run)
        except Exception:  # whoever asks for it in earnest is told why
            return


def _key(run: Run) -> tuple:
    """Folder and time of the weights; 0 while there is only their delta."""
    path = run.folder / "model.safetensors"
    return run.folder, path.stat().st_mtime_ns if path.is_file() else 0


def _load(run: Run):
    from colabert_core.classifier import Classifier

    return Classifier(run.folder, run.info.config.max_length)
