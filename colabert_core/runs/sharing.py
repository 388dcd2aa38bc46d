"""A trained model as one small file, so that students can share their models.

The file is a zip of a run's folder with a delta in place of the weights (see `model.deltas`). The same
encoder is needed to open it. It holds no sentences: those of the corpus belong to others, and those added to
the replay belong to whoever typed them. It does hold the replay's probabilities, so that the replay can be
shown wherever the same corpus is available.
"""

import json
import shutil
import time
import zipfile
from pathlib import Path
from typing import BinaryIO

from colabert_core.encoders import resolve
from colabert_core.errors import BadSettings, NotShared, RunFromElsewhere, RunWithoutModel, reason_of
from colabert_core.events import FINAL
from colabert_core.model import deltas
from colabert_core.runs.format import CONFIG, DELTA, INFO, REQUIRED, SMALL_RUN, info_text
from colabert_core.runs.run import Run, run_at
from colabert_core.runs.store import RunStore
from colabert_core.system.archives import ZIP_FAULTS, TooMuchUnpacked, copy_member
from colabert_core.system.paths import Home, folder_named
from colabert_core.system.staging import scratch_folder

ENDING = ".colabert.zip"
MAX_MEMBER_BYTES = 64_000_000  # of one file in the zip; the delta of BERT large has about 30 million


def share(run: Run, target: Path) -> None:
    """Write a run as one small file. Raises RunWithoutModel, RunFromElsewhere or an EncoderError."""
    if not run.has_model:
        raise RunWithoutModel(name=run.name)
    if run.is_from_elsewhere:
        raise RunFromElsewhere(name=run.name)
    with scratch_folder(target.absolute().parent) as folder:
        write_delta(run, folder / DELTA)
        (folder / INFO).write_text(_portable(run), encoding="utf-8")
        with zipfile.ZipFile(folder / "shared.zip", "w", zipfile.ZIP_DEFLATED) as zipped:
            for file in SMALL_RUN:
                path = folder / file if (folder / file).is_file() else run.folder / file
                if path.is_file():
                    zipped.write(path, file)
        (folder / "shared.zip").replace(target)


def _portable(run: Run) -> str:
    """The text of run.json without the added sentences, and with the encoder's name rather than its path."""
    row = json.loads((run.folder / INFO).read_text(encoding="utf-8"))
    row["config"]["encoder"] = _name_of(_root(run.info.config.encoder))
    row.pop("watched", None)
    return info_text(row)


def _root(encoder: str) -> str:
    """The pre-trained encoder: a run may have continued from another run. Raises RunFromElsewhere."""
    while run := run_at(encoder):
        if run.is_from_elsewhere:
            raise RunFromElsewhere(name=run.name)
        encoder = run.info.config.encoder
    return encoder


def _name_of(encoder: str) -> str:
    folder = folder_named(encoder)
    return folder.name if folder else encoder


def write_delta(run: Run, target: Path, rank: int = deltas.RANK) -> None:
    """Write the delta of a run against its pre-trained encoder; a run that has a delta keeps that one."""
    if (run.folder / DELTA).is_file():
        shutil.copyfile(run.folder / DELTA, target)
        return
    config = run.info.config
    root = _root(config.encoder)
    encoder = resolve(root)
    origin = deltas.Origin(
        encoder=_name_of(root), sha256=deltas.weights_hash(encoder), max_length=config.max_length
    )
    deltas.make(run.folder, encoder, origin, target, rank)


def open_shared(home: Home, archive: Path | BinaryIO, name: str) -> Run:
    """Add a shared model to the runs, with its full weights.

    `name` is the file's name, for messages. Raises NotShared, a RunError or an EncoderError; the home is then
    unchanged.
    """
    with scratch_folder(home.runs) as scratch:
        folder = scratch / "run"
        _unpack(archive, folder, name)
        run = Run(folder)
        _check(run, name)
        deltas.complete(folder, home.encoders)
        opened, store = Run(home.runs / RunStore.new_id(time.time())), RunStore(home.runs)
        store.rename(run, run.name)
        folder.rename(opened.folder)
    return opened


def _unpack(archive: Path | BinaryIO, folder: Path, name: str) -> None:
    folder.mkdir()
    try:
        with zipfile.ZipFile(archive) as zipped:
            for file in set(SMALL_RUN) & set(zipped.namelist()):
                copy_member(zipped, zipped.getinfo(file), folder / file, MAX_MEMBER_BYTES)
    except TooMuchUnpacked as error:
        reason = f"{error.member} is larger than {error.limit_mb} MB"
        raise NotShared(file=name, reason=reason) from None
    except ZIP_FAULTS as error:
        raise NotShared(file=name, reason=reason_of(error)) from error


def _check(run: Run, name: str) -> None:
    missing = [file for file in REQUIRED if not (run.folder / file).is_file()]
    if missing:
        raise NotShared(file=name, reason=f"{', '.join(missing)} is missing")
    try:
        info = run.info
        time.localtime(float(info.created))
        texts = (info.corpus, info.corpus_id, info.corpus_fingerprint, *info.learned, *info.watched)
        are_texts = all(isinstance(text, str) for text in (*texts, *(info.scripts or ())))
        if not are_texts or not isinstance(info.created, float) or info.elsewhere is not None:
            raise ValueError("run.json has unexpected contents")
        kind = json.loads((run.folder / CONFIG).read_text(encoding="utf-8"))["model_type"]
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, OSError, BadSettings) as error:
        raise NotShared(file=name, reason=reason_of(error)) from error
    if kind != "bert":
        raise NotShared(file=name, reason=f"its architecture is {kind}")
    if not isinstance(run.last_event(), FINAL):
        raise NotShared(file=name, reason="its training did not end")
