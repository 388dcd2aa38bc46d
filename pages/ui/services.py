"""The doors from the pages to the engine: reads the environment, keeps what is dear to load.

The only place where pages come to code that loads torch, and only inside functions.
"""

import ast
import os
from pathlib import Path

import numpy as np
import streamlit as st

import colabert_core
from colabert_core import corpus as corpora
from colabert_core import encoders, hardware, jobs
from colabert_core.config import LONGEST, SHORTEST, Fault, TrainConfig
from colabert_core.corpus import Corpus, fetch
from colabert_core.errors import CorpusError, CorpusMissing
from colabert_core.history import History, history_of
from colabert_core.paths import Home, home_from, scratch_folder
from colabert_core.runs import Run, RunStore, State
from colabert_core.tokenization import WordPiece


def home() -> Home:
    return home_from(os.environ)


def store() -> RunStore:
    return RunStore(home().runs)


# --- corpus and tokens -------------------------------------------------------------------------


def corpus_address() -> str:
    return os.environ.get("COLABERT_COLA") or fetch.ADDRESS


def corpus() -> Corpus | None:
    """CoLA if it is here and sound, else None; `corpus_fault` then tells what is wrong with it."""
    try:
        return _ready_corpus()
    except CorpusError:
        return None


def corpus_fault() -> CorpusError | None:
    """Why the corpus that is here, or the zip that COLABERT_COLA names, cannot be used."""
    try:
        _ready_corpus()
    except CorpusMissing:
        return None
    except CorpusError as error:
        return error
    return None


def _ready_corpus() -> Corpus:
    """A zip that COLABERT_COLA names on this machine is installed unasked; an address is not asked."""
    if not corpora.is_present(home()):
        if fetch.is_url(corpus_address()):
            raise CorpusMissing()
        fetch_corpus()
    newest = max(path.stat().st_mtime_ns for path in corpora.corpus_folder(home()).iterdir())
    return _corpus(str(home().root), newest)


@st.cache_resource(max_entries=2, show_spinner=False)
def _corpus(root: str, changed: int) -> Corpus:
    return corpora.load(Home(Path(root)))


def fetch_corpus(on_progress: fetch.Progress = lambda done, total: None) -> None:
    fetch.fetch(home(), corpus_address(), on_progress)


def install_corpus(name: str, content: bytes) -> None:
    """Install an uploaded zip. Raises CorpusError."""
    with scratch_folder(home().corpus) as folder:
        archive = folder / "upload.zip"
        archive.write_bytes(content)
        fetch.install(home(), archive, name=name)


@st.cache_resource(show_spinner=False)
def word_piece() -> WordPiece:
    """The bundled encoder's tokenizer: BERT's own uncased vocabulary."""
    return WordPiece(encoders.bundled_vocabulary())


@st.cache_data(max_entries=4, show_spinner=False)
def training_lengths(fingerprint: str) -> np.ndarray:
    """Tokens of every training sentence, special tokens included <int>[n]."""
    return word_piece().lengths(list(corpus().split("in_domain_train")["sentence"]))


# --- device ------------------------------------------------------------------------------------


@st.cache_resource(show_spinner=False)
def devices() -> list[hardware.Device]:
    """Loads torch: some seconds the first time in a server."""
    return hardware.devices()


def faults_here(wanted: dict) -> list[Fault]:
    """What this computer and the encoder cannot do of the settings asked for, before anything starts."""
    faults = []
    device, length = wanted["device"], wanted["max_length"]
    if device in ("cuda", "mps") and device not in {found.kind for found in devices()}:
        faults.append(Fault(setting="device", rule="absent"))
    shape = encoders.shape_of(wanted["encoder"])
    if shape and isinstance(length, int) and shape.positions < length <= LONGEST:
        faults.append(Fault(setting="max_length", rule="whole", low=SHORTEST, high=shape.positions))
    return faults


@st.cache_resource(show_spinner=False)
def _matmul_rate() -> float:
    return hardware.matmul_rate()


def sentences_per_second(encoder: str) -> float:
    """The best pace of the latest runs with this encoder, else an estimate from a short measurement.

    The best one, for a run beside other work says little about the next.
    """
    runs = [run for run in store().all()[:20] if run.info.config.encoder == encoder]
    if pace := max((history(run).samples_per_second for run in runs), default=0.0):
        return pace
    shape = encoders.shape_of(encoder) or encoders.SHAPES["bundled"]
    return hardware.training_speed(_matmul_rate(), encoders.parameter_count(shape, embeddings=False))


@st.cache_resource(show_spinner=False)
def seconds_to_read(length: int) -> float:
    """Seconds for the bundled encoder to read 32 sentences at a length, measured once."""
    from colabert_core.classifier import seconds_to_read as measured

    return measured(encoders.resolve("bundled"), length)


# --- runs --------------------------------------------------------------------------------------


def start_training(config: TrainConfig, name: str) -> Run:
    """Begin a training in the background, or put it in the queue."""
    cola = corpus()
    run = store().create(config, cola.name, cola.fingerprint, name)
    jobs.start(home(), run, jobs.training_of(run, cola))
    return run


def resume_training(run: Run) -> None:
    run = store().resumable(run.id)
    jobs.start(home(), run, jobs.training_of(run, corpus(), resume=True))


def history(run: Run) -> History:
    """A run's history, read again only when something was added."""
    path = run.metrics_path
    return _history(str(run.folder), path.stat().st_size if path.is_file() else 0)


@st.cache_resource(max_entries=64, show_spinner=False)
def _history(folder: str, size: int) -> History:
    return history_of(Run(Path(folder)).events())


def is_alive(run: Run) -> bool:
    """Whether the run is training or waiting to, in whatever process."""
    return run.state() in (State.RUNNING, State.QUEUED)


def classifier(run: Run):
    """A run's model, kept in memory; loading takes seconds the first time."""
    changed = (run.folder / "model.safetensors").stat().st_mtime_ns
    return _classifier(str(run.folder), changed)


@st.cache_resource(max_entries=3, show_spinner=False)
def _classifier(folder: str, changed: int):
    from colabert_core.classifier import Classifier

    return Classifier(Path(folder), Run(Path(folder)).info.config.max_length)


# --- the source, for reading in class ----------------------------------------------------------


@st.cache_data(show_spinner=False)
def source_of(module: str, function: str) -> str:
    """The text of a function of the engine, read from its file so that nothing is imported."""
    text = (Path(colabert_core.__file__).parent / f"{module}.py").read_text(encoding="utf-8")
    found = next(node for node in ast.parse(text).body if getattr(node, "name", "") == function)
    return ast.get_source_segment(text, found)
