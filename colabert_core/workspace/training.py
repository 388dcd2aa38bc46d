"""The trainings of a home: checking settings, estimating the pace, starting and resuming."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from colabert_core import encoders
from colabert_core.config import MAX_LENGTH, MIN_LENGTH, Fault, TrainConfig
from colabert_core.corpus.reading import Corpus
from colabert_core.errors import BadSettings, CorpusError, EncoderError
from colabert_core.events import Event
from colabert_core.runs.run import Run
from colabert_core.system import hardware
from colabert_core.system.hardware import Device
from colabert_core.system.paths import Home
from colabert_core.system.torch_import import importing_torch
from colabert_core.training import jobs, watched_sentences
from colabert_core.training import pace as device_pace
from colabert_core.training.jobs import EventListener
from colabert_core.workspace.corpora import Corpora
from colabert_core.workspace.kept import Kept
from colabert_core.workspace.runs import Runs

_PACE_RUNS = 20  # latest runs considered for the pace


@dataclass(frozen=True, kw_only=True)
class Pace:
    """The speed of a training: `measured` by timing steps on this computer, or estimated."""

    sentences_per_second: float
    measured: bool


@dataclass(frozen=True, kw_only=True)
class Training:
    """What was measured on this computer is kept in memory."""

    home: Home
    corpora: Corpora
    runs: Runs
    _devices: Kept[list[Device]] = field(
        default_factory=lambda: Kept(1), init=False, repr=False, compare=False
    )
    _rate: Kept[float] = field(default_factory=lambda: Kept(1), init=False, repr=False, compare=False)
    _paces: dict[str, Pace] = field(default_factory=dict, init=False, repr=False, compare=False)

    # --- before a start ------------------------------------------------------------------------

    def devices(self) -> list[Device]:
        """The GPUs that torch can use. Loads torch, which takes some seconds the first time."""
        return self._devices.get("here", lambda: hardware.devices())

    def may_have_gpu(self) -> bool:
        """Whether there may be a GPU: "no" is certain, "yes" is not. Quick, since it does not load torch."""
        return hardware.may_have_gpu()

    def faults(self, wanted: Mapping[str, object]) -> list[Fault]:
        """All faults of settings, given by name: faults of the values, and faults on this computer."""
        here = self._faults_here(wanted)
        try:
            TrainConfig.from_row(dict(wanted))
        except BadSettings as error:
            return [*error.faults, *here]
        return here

    def _faults_here(self, wanted: Mapping[str, object]) -> list[Fault]:
        """The settings that this computer or the encoder does not support."""
        faults = []
        device, length = wanted["device"], wanted["max_length"]
        if device in ("cuda", "mps") and device not in {found.kind for found in self.devices()}:
            faults.append(Fault(setting="device", rule="absent"))
        shape = encoders.shape_of(str(wanted["encoder"]))
        if shape and isinstance(length, int) and shape.positions < length <= MAX_LENGTH:
            faults.append(Fault(setting="max_length", rule="whole", low=MIN_LENGTH, high=shape.positions))
        return faults

    # --- pace ----------------------------------------------------------------------------------

    def sentences_per_second(self, encoder: str) -> float:
        """The best pace of the latest runs with this encoder, or an estimate from a short measurement.

        The best one counts, because runs that shared the computer with other work were slower.
        """
        if known := self._pace_of_runs(encoder):
            return known
        shape = encoders.shape_of(encoder) or encoders.SHAPES["bundled"]
        parameters = encoders.parameter_count(shape, embeddings=False)
        rate = self._rate.get("here", lambda: device_pace.matmul_rate())
        return device_pace.training_speed(rate, parameters, precision=device_pace.precision_here())

    def _pace_of_runs(self, encoder: str) -> float:
        """The best pace of the latest runs with this encoder, in sentences per second; 0 if there is none."""
        runs = [run for run in self.runs.store.all()[:_PACE_RUNS] if run.info.config.encoder == encoder]
        return max((self.runs.history(run).samples_per_second for run in runs), default=0.0)

    def pace(self, encoder: str) -> Pace | None:
        """The result of `measure_paces`; None before that."""
        return self._paces.get(encoder)

    def known_pace(self, encoder: str) -> Pace | None:
        """What is known of an encoder's pace without a measurement: its latest runs, or `measure_paces`."""
        measured = self.pace(encoder)
        if measured is not None and measured.measured:
            return measured
        known = self._pace_of_runs(encoder)
        return Pace(sentences_per_second=known, measured=True) if known else measured

    def measure_paces(self, names: list[str]) -> None:
        """Time the steps of encoders; estimate those not here, and all of them while a training runs."""
        for name in names:
            known = self.pace(name)
            if known is None or not known.measured:
                self._paces[name] = self._measured_pace(name) or self._estimated_pace(name)

    def _measured_pace(self, name: str) -> Pace | None:
        """None if it cannot be measured now: a running training and the measurement would slow each other."""
        folder = None if self.runs.store.training() else encoders.at_hand(name)
        if folder is None:
            return None
        with importing_torch():
            from colabert_core.training.timed_steps import training_pace

        try:
            return Pace(sentences_per_second=training_pace(folder), measured=True)
        except (EncoderError, MemoryError, RuntimeError):  # damaged, or too large for this computer
            return None
        finally:
            hardware.release_memory()

    def _estimated_pace(self, name: str) -> Pace:
        return Pace(sentences_per_second=self.sentences_per_second(name), measured=False)

    # --- starting and resuming -----------------------------------------------------------------

    def create(
        self, config: TrainConfig, corpus: Corpus, name: str = "", watched: tuple[str, ...] = ()
    ) -> Run:
        """Create a run without starting its training; the `watched` sentences are added to its replay."""
        return self.runs.store.create(config, corpus, name, watched)

    def start(self, config: TrainConfig, corpus: Corpus, name: str, watched: tuple[str, ...] = ()) -> Run:
        """Create a run and train it in the background, after any training that is running."""
        run = self.create(config, corpus, name, watched)
        jobs.start(self.home, run, jobs.training_of(run, corpus))
        return run

    def resume(self, run: Run) -> None:
        """Continue a training in the background.

        Raises RunBusy, RunNotResumable, or CorpusError if its corpus cannot be opened.
        """
        run = self.runs.store.resumable(run.id)
        corpus = self.corpora.open(run.info.corpus_id)
        jobs.start(self.home, run, jobs.training_of(run, corpus, resume=True))

    def trains_here(self) -> bool:
        """Whether this process trains a run in the background, or has one in the queue."""
        return jobs.trains_here()

    def stop_here(self, seconds: float) -> list[Run]:
        """Stop the training of this process and wait up to `seconds`; returns the runs that have not ended.

        Runs in the queue do not begin, see `jobs.stop_here`.
        """
        return jobs.stop_here(self.home, seconds)

    def carry_out(self, run: Run, corpus: Corpus, on_event: EventListener, resume: bool = False) -> Event:
        """Train a run in this thread, or continue with `resume`; returns the last event. Raises RunBusy."""
        return jobs.carry_out(self.home, run, jobs.training_of(run, corpus, resume), on_event)

    def replay_sentences(self, run: Run) -> pd.DataFrame | None:
        """The sentences of a run's replay; None if they are not known.

        Those of a shared run are chosen again from its corpus if that is here.
        """
        sentences = watched_sentences.read(run.folder)
        if sentences is not None:
            return sentences
        info = run.info
        try:
            corpus = self.corpora.open(info.corpus_id)
        except CorpusError:
            return None
        is_same = corpus.fingerprint == info.corpus_fingerprint
        return watched_sentences.choose(corpus, info.config) if is_same else None
