"""Finished classifiers that were not trained with ColaBERT, added to the runs so that they can judge.

Such a run has no history: nothing is known of its training. Its weights are stored like ours, in single
precision and with label 1 for acceptable, so whatever judges or explains treats it like any other run. Which
of its own labels that is stands in the same file as the weights, so that the two can never disagree.
"""

import hashlib
import json
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import numpy as np
from filelock import FileLock
from safetensors import safe_open
from safetensors.numpy import load_file, save_file

from colabert_core.config import MAX_LENGTH, MIN_LENGTH, TrainConfig
from colabert_core.encoders.folders import belongs, read_shape
from colabert_core.encoders.heads import acceptable_label, check_classifier
from colabert_core.encoders.tokenizer_files import CONFIG as TOKENIZER_CONFIG
from colabert_core.encoders.upload import unpack
from colabert_core.errors import DiskFull, EncoderDamaged, FileUnwritable, reason_of_system
from colabert_core.model.tokenization import save_tokenizer
from colabert_core.runs.format import CONFIG, DELTA, WEIGHTS
from colabert_core.runs.naming import unused
from colabert_core.runs.run import Elsewhere, Run, RunInfo
from colabert_core.runs.store import RunStore
from colabert_core.system.archives import ZIP_FAULTS
from colabert_core.system.paths import Home, file_hash
from colabert_core.system.staging import is_disk_full, replaced_file, scratch_folder
from colabert_core.system.torch_import import importing_torch

_ACCEPTABLE = "acceptable"  # the key of the label in the metadata of the weights


def add(home: Home, source: Path, name: str, acceptable: str | None = None) -> Run:
    """The run of a finished classifier in a folder; added to the runs unless it is one of them already.

    `name` is what people call it. `acceptable` is the label that means acceptable, None if its name says so;
    the answer is remembered, and a different one corrects it. Raises ClassifierError, EncoderError, DiskFull
    or FileUnwritable; then nothing has changed.
    """
    labels = check_classifier(source, name)
    known = Elsewhere(source=name, sha256=_fingerprint(source, name), labels=labels)
    with _one_at_a_time(home):
        if run := _known(home, known.sha256):
            return run if acceptable is None else _relabelled(run, acceptable)
        return _install(home, source, known, acceptable_label(labels, acceptable, name))


def add_zip(home: Home, archive: Path | BinaryIO, name: str, acceptable: str | None = None) -> Run:
    """The same for a zip file of this name. Raises NotAZip as well."""
    with _disk_faults(home), scratch_folder(home.runs) as scratch:
        folder = scratch / "classifier"
        folder.mkdir()
        unpack(archive, folder, name)
        return add(home, folder, name, acceptable)


def is_whole_model(archive: Path | BinaryIO) -> bool:
    """Whether a zip holds a model with its weights, rather than a shared run; False if it is no zip."""
    try:
        with zipfile.ZipFile(archive) as zipped:
            names = {file.replace("\\", "/").rsplit("/", 1)[-1] for file in zipped.namelist()}
    except (*ZIP_FAULTS, OSError):
        return False
    return CONFIG in names and DELTA not in names


def relabel(home: Home, run: Run, acceptable: str) -> Run:
    """Correct which label of a classifier from elsewhere means acceptable.

    Raises LabelUnknown, DiskFull or FileUnwritable; then nothing has changed.
    """
    with _one_at_a_time(home):
        return _relabelled(run, acceptable)


def _relabelled(run: Run, acceptable: str) -> Run:
    known = run.info.elsewhere
    assert known is not None  # only these have labels of their own
    chosen = acceptable_label(known.labels, acceptable, run.name)
    if chosen != acceptable_of(run):
        _write_label(run.folder / WEIGHTS, chosen, exchanged=True)
    return run


def acceptable_of(run: Run) -> str:
    """The label of a classifier from elsewhere that means acceptable."""
    known = run.info.elsewhere
    with safe_open(run.folder / WEIGHTS, framework="np") as weights:
        said = weights.metadata() or {}
    return str(said.get(_ACCEPTABLE, known.labels[1] if known else ""))


def _write_label(path: Path, acceptable: str, exchanged: bool) -> None:
    """Say in a file of weights which label means acceptable; `exchanged` if it was the other one so far."""
    weights = load_file(path)
    for name in ("classifier.weight", "classifier.bias") if exchanged else ():
        weights[name] = np.ascontiguousarray(weights[name][::-1])
    with replaced_file(path) as unfinished:
        save_file(weights, unfinished, metadata={"format": "pt", _ACCEPTABLE: acceptable})


# --- arrival ---------------------------------------------------------------------------------------


@contextmanager
def _one_at_a_time(home: Home) -> Iterator[None]:
    """Let nobody else add or correct a classifier meanwhile."""
    with _disk_faults(home), FileLock(home.root / "elsewhere.lock"):
        yield


@contextmanager
def _disk_faults(home: Home) -> Iterator[None]:
    """Report the disk's faults as DiskFull or FileUnwritable."""
    try:
        home.runs.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        if is_disk_full(error):
            raise DiskFull() from error
        raise FileUnwritable(file=str(home.runs), reason=reason_of_system(error)) from error


def _fingerprint(folder: Path, name: str) -> str:
    """The SHA-256 of the names and contents of a model's files. Raises EncoderDamaged."""
    try:
        files = sorted(path for path in folder.iterdir() if belongs(path.name) and path.is_file())
        text = "\n".join(f"{path.name} {file_hash(path)}" for path in files)
    except OSError as error:
        raise EncoderDamaged(name=name, reason=reason_of_system(error)) from error
    return hashlib.sha256(text.encode()).hexdigest()


def _known(home: Home, sha256: str) -> Run | None:
    """The run that was made of the same files."""
    for run in RunStore(home.runs).all():
        if run.is_from_elsewhere and (known := run.info.elsewhere) and known.sha256 == sha256:
            return run
    return None


def _install(home: Home, source: Path, known: Elsewhere, acceptable: str) -> Run:
    max_length = _max_length(source, known.source)
    with scratch_folder(home.runs) as scratch:
        folder = scratch / "run"
        folder.mkdir()
        _save(source, folder, known.source)
        _write_label(folder / WEIGHTS, acceptable, exchanged=acceptable == known.labels[0])
        save_tokenizer(source, folder, max_length)
        now = time.time()
        Run(folder).write(_info(known, max_length, now), unused(known.source, RunStore(home.runs).names()))
        run = Run(home.runs / RunStore.new_id(now))
        folder.rename(run.folder)
    return run


def _save(source: Path, folder: Path, name: str) -> None:
    """Write config.json and the weights in the layout of our runs. Raises EncoderDamaged or DiskFull."""
    with importing_torch():
        from colabert_core.model.classifier import has_numbers_only, load_model, save_model

    model = load_model(source, name, keep_head=True)
    if not has_numbers_only(model):
        raise EncoderDamaged(name=name, reason="some weights are not numbers")
    save_model(model, folder)


def _max_length(source: Path, name: str) -> int:
    """How many tokens the model reads: as many as it has positions, unless its tokenizer says fewer."""
    positions = min(read_shape(source).positions, MAX_LENGTH)
    if positions < MIN_LENGTH:
        raise EncoderDamaged(name=name, reason=f"it reads only {positions} tokens")
    path = source / TOKENIZER_CONFIG
    stated = json.loads(path.read_text(encoding="utf-8")).get("model_max_length") if path.is_file() else None
    if isinstance(stated, int | float) and MIN_LENGTH <= stated <= positions:
        return int(stated)
    return positions


def _info(known: Elsewhere, max_length: int, now: float) -> RunInfo:
    config = TrainConfig(encoder=known.source, max_length=max_length)
    return RunInfo(
        config=config,
        corpus="",
        corpus_id="",
        corpus_fingerprint="",
        created=now,
        versions={},
        elsewhere=known,
    )
