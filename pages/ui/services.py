"""The doors from the pages to the engine: reads the environment, keeps what is dear to load.

The only place where pages come to code that loads torch, and only inside functions.
"""

import ast
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import streamlit as st

import colabert_core
from colabert_core import corpus as corpora
from colabert_core import encoders
from colabert_core.config import LONGEST, SHORTEST, Fault, TrainConfig
from colabert_core.corpus import Corpus, catalogue, fetch, own, sheets
from colabert_core.corpus import annotations as grammar
from colabert_core.errors import AnnotationsMissing, CorpusError, CorpusMissing, EncoderError
from colabert_core.evaluation import predictions as predictions_of
from colabert_core.evaluation import report_card as cards
from colabert_core.explaining import repair
from colabert_core.explaining.explanation import Explanation
from colabert_core.explaining.methods import method_named
from colabert_core.judging import judged_files
from colabert_core.judging.csv_file import OnProgress
from colabert_core.judging.model_cache import ModelCache
from colabert_core.judging.scoring import Watched
from colabert_core.model.tokenization import WordPiece
from colabert_core.runs import sharing
from colabert_core.runs.history import Chronicle, History
from colabert_core.runs.run import Run, RunInfo, State
from colabert_core.runs.store import RunStore
from colabert_core.starter.install import install_starter
from colabert_core.system import hardware
from colabert_core.system.paths import Home, home_from
from colabert_core.system.staging import scratch_folder
from colabert_core.system.torch_import import importing_torch
from colabert_core.training import jobs, watched_sentences
from colabert_core.training import pace as training_pace_of


def home() -> Home:
    return home_from(os.environ)


def store() -> RunStore:
    """The runs of this home, the starter among them."""
    install_starter(home())
    return RunStore(home().runs)


# --- corpus and tokens -------------------------------------------------------------------------


def corpus_address() -> str:
    return os.environ.get("COLABERT_COLA") or fetch.ADDRESS


def corpus_ids() -> list[str]:
    """The corpora that are here and sound: CoLA first if it can be had unasked, the minimal pairs always."""
    is_sound = _cola() is not None  # first, for it may install it
    return [id for id in catalogue.ids(home()) if is_sound or id != catalogue.COLA]


def corpus(id: str) -> Corpus:
    """A corpus by its id. Raises CorpusError."""
    if id == catalogue.COLA:
        return _ready_cola()
    if id == catalogue.PAIRS:
        return catalogue.open_corpus(home(), id)
    return _own_corpus(str(home().root), id, _changed(own.folder_of(home(), id)))


def corpus_fault() -> CorpusError | None:
    """Why the CoLA that is here, or the zip that COLABERT_COLA names, cannot be used."""
    try:
        _ready_cola()
    except CorpusMissing:
        return None
    except CorpusError as error:
        return error
    return None


def _cola() -> Corpus | None:
    """CoLA if it is here and sound; `corpus_fault` tells what is wrong with it else."""
    try:
        return _ready_cola()
    except CorpusError:
        return None


def _ready_cola() -> Corpus:
    """A zip that COLABERT_COLA names on this machine is installed unasked; an address is not asked."""
    if not corpora.is_present(home()):
        if fetch.is_url(corpus_address()):
            raise CorpusMissing()
        fetch_corpus()
    return _cola_of(str(home().root), _changed(corpora.corpus_folder(home())))


def _changed(folder: Path) -> int:
    """When a file of a corpus was last written; raises what opening it would."""
    return max((path.stat().st_mtime_ns for path in folder.glob("*.tsv")), default=0)


@st.cache_resource(max_entries=2, show_spinner=False)
def _cola_of(root: str, changed: int) -> Corpus:
    return corpora.load(Home(Path(root)))


@st.cache_resource(max_entries=8, show_spinner=False)
def _own_corpus(root: str, id: str, changed: int) -> Corpus:
    return catalogue.open_corpus(Home(Path(root)), id)


def corpus_name(id: str) -> str:
    return catalogue.name_of(home(), id)


def fetch_corpus(on_progress: fetch.Progress = lambda done, total: None) -> None:
    fetch.fetch(home(), corpus_address(), on_progress)


def install_corpus(name: str, content: bytes) -> None:
    """Install an uploaded zip. Raises CorpusError."""
    with _on_disk(content) as archive:
        fetch.install(home(), archive, name=name)


@contextmanager
def _on_disk(content: bytes) -> Iterator[Path]:
    """An upload as a file, for as long as it is needed."""
    with scratch_folder(home().corpus) as folder:
        archive = folder / "upload.zip"
        archive.write_bytes(content)
        yield archive


# --- the grammatical annotations of CoLA's dev sentences ------------------------------------------


def annotations_address() -> str:
    """Beside CoLA's own; no variable of its own."""
    return grammar.address_beside(corpus_address())


def annotations() -> grammar.Annotations:
    """A zip that lies beside the one that COLABERT_COLA names is installed unasked; an address is not asked.

    Raises AnnotationsMissing, or another CorpusError where they cannot be used.
    """
    if not grammar.is_present(home()):
        if fetch.is_url(annotations_address()):
            raise AnnotationsMissing()
        fetch_annotations()
    return _annotations_of(str(home().root), _changed(grammar.annotations_folder(home())))


@st.cache_resource(max_entries=2, show_spinner=False)
def _annotations_of(root: str, changed: int) -> grammar.Annotations:
    return grammar.load(Home(Path(root)))


def fetch_annotations(on_progress: fetch.Progress = lambda done, total: None) -> None:
    """Raises CorpusError."""
    grammar.fetch(home(), annotations_address(), on_progress)


def install_annotations(name: str, content: bytes) -> None:
    """Install an uploaded zip. Raises CorpusError."""
    with _on_disk(content) as archive:
        grammar.install(home(), archive, name=name)


def report_card(judged: pd.DataFrame, level: grammar.Level, threshold: float) -> pd.DataFrame:
    """The card of judged rows (source, label, sentence, acceptable); a third of a second the first time."""
    changed = _changed(grammar.annotations_folder(home()))
    needed = judged[["source", "label", "sentence", "acceptable"]]
    return _report_card(needed, level, threshold, str(home().root), changed)


@st.cache_resource(max_entries=40, show_spinner=False)
def _report_card(
    judged: pd.DataFrame, level: grammar.Level, threshold: float, root: str, changed: int
) -> pd.DataFrame:
    features = _annotations_of(root, changed).features_of(judged, level)
    return cards.report_card(judged, features, threshold)


# --- what people bring along: read once, while its owner chooses columns and labels ---------------


@st.cache_resource(max_entries=8, show_spinner=False)
def tables_in(file_id: str, _upload) -> tuple[str, ...]:
    """The sheets of an uploaded spreadsheet. Raises CorpusError."""
    return sheets.tables_in(_upload.name, _upload.getvalue())


@st.cache_resource(max_entries=8, show_spinner=False)
def sheet(file_id: str, _upload, table: str | None, headed: bool | None) -> sheets.Sheet:
    """An uploaded table. Raises CorpusError."""
    return sheets.read(_upload.name, _upload.getvalue(), table=table, headed=headed)


@st.cache_resource(max_entries=8, show_spinner=False)
def labels_in(key: str, _sheet: sheets.Sheet, columns: own.Columns) -> tuple[own.LabelValue, ...]:
    """`key` tells the sheet from others. Raises CorpusError."""
    return own.labels_in(_sheet, columns)


@st.cache_resource(max_entries=8, show_spinner=False)
def prepared(
    key: str, _sheet: sheets.Sheet, columns: own.Columns, labels: tuple[own.LabelValue, ...]
) -> own.Prepared:
    return own.prepare(_sheet, columns, labels)


@st.cache_resource(show_spinner=False)
def word_piece() -> WordPiece:
    """The bundled encoder's tokenizer: BERT's own uncased vocabulary."""
    return WordPiece(encoders.bundled_vocabulary())


@st.cache_resource(max_entries=8, show_spinner=False)
def training_lengths(fingerprint: str, _corpus: Corpus) -> np.ndarray:
    """Tokens of every training sentence, special tokens included <int>[n]."""
    return word_piece().lengths(list(_corpus.split("in_domain_train")["sentence"]))


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
    return training_pace_of.matmul_rate()


def sentences_per_second(encoder: str) -> float:
    """The best pace of the latest runs with this encoder, else an estimate from a short measurement.

    The best one, for a run beside other work says little about the next.
    """
    runs = [run for run in store().all()[:20] if run.info.config.encoder == encoder]
    if pace := max((history(run).samples_per_second for run in runs), default=0.0):
        return pace
    shape = encoders.shape_of(encoder) or encoders.SHAPES["bundled"]
    precision = training_pace_of.precision_here()
    parameters = encoders.parameter_count(shape, embeddings=False)
    return training_pace_of.training_speed(_matmul_rate(), parameters, precision=precision)


# --- encoders ----------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Pace:
    """Sentences per second of a training: `measured` by steps on this computer, or estimated."""

    sentences_per_second: float
    measured: bool


@st.cache_resource(show_spinner=False)
def default_encoder() -> str:
    """The best encoder at hand. Where there may be a GPU, torch is loaded and the hub asked, once."""
    return encoders.default_encoder()


def encoder_entries() -> list[encoders.Entry]:
    """The encoders known by name, those that visitors brought among them."""
    return encoders.catalogue(home())


def encoder_name(name: str) -> str:
    """An encoder's name for people: of an uploaded one, or of a run gone on from, not the whole path."""
    run = Run(Path(name))
    if run.folder.parent == home().runs and run.folder.is_dir():
        return run.name
    return encoders.short_name(name, home())


def install_encoder(upload) -> str:
    """Take an uploaded zip in; returns its name. Raises what `encoders.install` raises."""
    return str(encoders.install(home(), upload, upload.name))


def pace(encoder: str) -> Pace | None:
    """What `measure_paces` found; None before that."""
    return _paces().get(encoder)


def measure_paces(names: list[str]) -> None:
    """Find out how fast encoders train here: by steps where one is at hand and no training is at work."""
    for name in names:
        known = pace(name)
        if known is None or not known.measured:
            _paces()[name] = _measured_pace(name) or _estimated_pace(name)


@st.cache_resource(show_spinner=False)
def _paces() -> dict[str, Pace]:
    return {}


def _measured_pace(name: str) -> Pace | None:
    """None where it cannot be measured now: a training would be slowed down, and would slow this down."""
    folder = None if store().training() else encoders.at_hand(name)
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


def _estimated_pace(name: str) -> Pace:
    return Pace(sentences_per_second=sentences_per_second(name), measured=False)


@st.cache_resource(show_spinner=False)
def seconds_to_read(length: int) -> float:
    """Seconds for the bundled encoder to read 32 sentences at a length, measured once."""
    with importing_torch():
        from colabert_core.training.timed_steps import seconds_to_read as measured

    return measured(encoders.resolve("bundled"), length)


# --- runs --------------------------------------------------------------------------------------


def start_training(config: TrainConfig, corpus: Corpus, name: str, watched: tuple[str, ...] = ()) -> Run:
    """Begin a training in the background, or put it in the queue; `watched` sentences join its replay."""
    run = store().create(config, corpus, name, watched)
    jobs.start(home(), run, jobs.training_of(run, corpus))
    return run


def resume_training(run: Run) -> None:
    """Raises CorpusError where the corpus it was trained on is gone."""
    run = store().resumable(run.id)
    jobs.start(home(), run, jobs.training_of(run, corpus(run.info.corpus_id), resume=True))


def shared(run: Run) -> bytes:
    """A run as one small file. Raises an EncoderError where its encoder is gone."""
    with scratch_folder(home().runs) as folder:
        target = folder / "shared.zip"
        sharing.share(run, target)
        return target.read_bytes()


def open_shared(name: str, content: bytes) -> Run:
    """Put an uploaded shared model among the runs. Raises NotShared, a RunError or an EncoderError."""
    with scratch_folder(home().runs) as folder:
        archive = folder / "upload.zip"
        archive.write_bytes(content)
        return sharing.open_shared(home(), archive, name)


def history(run: Run) -> History:
    """A run's history; only what was added since the last look is read."""
    return _chronicle(str(run.metrics_path)).history()


@st.cache_resource(max_entries=1000, show_spinner=False)
def _chronicle(path: str) -> Chronicle:
    return Chronicle(Path(path))


def replay_sentences(run: Run) -> pd.DataFrame | None:
    """The sentences of a run's replay; of one that was shared, those of the corpus, where that is here."""
    kept = watched_sentences.read(run.folder)
    if kept is not None:
        return kept
    info = run.info
    try:
        here = corpus(info.corpus_id)
    except CorpusError:
        return None
    return (
        watched_sentences.choose(here, info.config) if here.fingerprint == info.corpus_fingerprint else None
    )


def is_alive(run: Run) -> bool:
    """Whether the run is training or waiting to, in whatever process."""
    return run.state() in (State.RUNNING, State.QUEUED)


def best_judge() -> Run:
    """The run to judge with where nobody chose one: the highest validation MCC on CoLA, of equals the newest.

    MCCs on other corpora are easier or harder won, and those of runs that had met their validation sentences
    before flatter: neither competes.
    """
    runs = [run for run in store().with_model() if _competes(run.info)]
    return max(runs, key=lambda run: best["mcc"] if (best := history(run).best) is not None else -1.0)


def _competes(info: RunInfo) -> bool:
    return info.corpus_id == catalogue.COLA and info.validation_is_new


def classifier(run: Run):
    """A run's model, kept in memory; loading takes seconds the first time."""
    return _loaded().get(run)


def judge_sheet(run: Run, sheet: sheets.Sheet, column: str, on_progress: OnProgress) -> Path:
    """A visitor's table with its verdicts, as a CSV file; an interrupted one goes on where it stopped."""
    judge = classifier(run)
    judge_id = f"{run.id} {judge.weights}"
    return judged_files.judge_cells(judge, sheet.cells, column, home().judged, judge_id, on_progress)


@st.cache_resource(max_entries=40, show_spinner=False)
def judged_table(path: str, changed: int) -> judged_files.JudgedTable:
    return judged_files.read_judged(Path(path))


def warm(run: Run) -> None:
    """Load a run's model in the background, after the page is drawn: the first verdict then waits less."""
    _loaded().warm(run)


def kept_predictions(run: Run, corpus: Corpus, split: str) -> pd.DataFrame | None:
    """What a run said about a split (see `evaluation.predictions`); None where it was not asked yet."""
    path = predictions_of.path_of(run, corpus, split)
    if not path.is_file():
        return None
    return _predictions_in(str(path), path.stat().st_mtime_ns, run, corpus, split)


def predictions(
    run: Run, corpus: Corpus, split: str, on_progress: Callable[[int], None] = lambda done: None
) -> pd.DataFrame:
    """The same, made first where missing; `on_progress` hears how many sentences are done.

    Who asks while somebody else has them made waits for those.
    """
    path = str(predictions_of.path_of(run, corpus, split))
    with _turns().setdefault(path, threading.Lock()):
        kept = kept_predictions(run, corpus, split)
        if kept is not None:
            return kept
        model = classifier(run)
        return predictions_of.make(run, corpus, split, Watched(model, on_progress), model.weights)


@st.cache_resource(show_spinner=False)
def _turns() -> dict[str, threading.Lock]:
    return {}


@st.cache_resource(max_entries=20, show_spinner=False)
def _predictions_in(path: str, changed: int, _run: Run, _corpus: Corpus, split: str) -> pd.DataFrame | None:
    return predictions_of.find(_run, _corpus, split)


def word_piece_of(run: Run) -> WordPiece:
    """The tokenizer of a run's model."""
    return _word_piece_in(str(run.folder))


@st.cache_resource(max_entries=8, show_spinner=False)
def _word_piece_in(folder: str) -> WordPiece:
    return WordPiece(Path(folder))


@st.cache_resource(show_spinner=False)
def _loaded() -> ModelCache:
    return ModelCache()


# --- why a model says so -----------------------------------------------------------------------


def explanation_of(run: Run, sentence: str, method: str) -> Explanation:
    """How far each word moves a run's verdict, by a method of `explaining.methods`. Raises UnknownMethod.

    What was measured is kept, as everything here, for the next run of the page; methods that measure the same
    share it.
    """
    chosen, model = method_named(method), classifier(run)
    measured = _explained(
        chosen.measurement,
        str(run.folder),
        model.weights,
        sentence,
        lambda: chosen.measure(model, sentence),
    )
    return chosen.read(measured)


def repair_of(run: Run, sentence: str) -> repair.Repair:
    """What small changes do to a run's verdict."""
    model = classifier(run)
    return _explained(
        "repair", str(run.folder), model.weights, sentence, lambda: repair.find_repair(model, sentence)
    )


@st.cache_resource(max_entries=200, show_spinner=False)
def _explained(what: str, folder: str, weights: int, sentence: str, _explain: Callable):
    return _explain()


def attention_of(run: Run, sentence: str):
    """How much each word attends to each other one: an `explaining.attention.AttentionMap`."""
    model = classifier(run)
    return _attention_in(str(run.folder), model.weights, sentence, model.judge)


# Few are kept: a large model's map of a long sentence takes megabytes.
@st.cache_resource(max_entries=30, show_spinner=False)
def _attention_in(folder: str, weights: int, sentence: str, _judge):
    with importing_torch():
        from colabert_core.explaining.attention import attention_between_words

    return attention_between_words(_judge, sentence)


# --- the source, for reading in class ----------------------------------------------------------


@st.cache_resource(show_spinner=False)
def source_of(module: str, function: str) -> str:
    """The text of a function of the engine, read from its file so that nothing is imported."""
    text = (Path(colabert_core.__file__).parent / f"{module}.py").read_text(encoding="utf-8")
    found = next(node for node in ast.parse(text).body if getattr(node, "name", "") == function)
    return ast.get_source_segment(text, found)
