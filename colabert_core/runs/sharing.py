"""A trained model as one small file: what students hand to each other.

The file is a zip of a run's folder without its weights, with their delta in their place (see `model.deltas`).
To open it, the same encoder is needed. It holds no sentences: the corpus' belong to others, and those that
somebody added to the replay to that person. It does hold the replay's numbers, so that the replay can be seen
where the same corpus is.
"""

import json
import shutil
import time
import zipfile
from pathlib import Path

from colabert_core.encoders import resolve
from colabert_core.errors import BadSettings, NotShared, RunWithoutModel, reason_of
from colabert_core.events import FINAL
from colabert_core.model import deltas
from colabert_core.runs.format import CONFIG, DELTA, INFO, REQUIRED, SMALL_RUN, info_text
from colabert_core.runs.run import Run, run_at
from colabert_core.runs.store import RunStore
from colabert_core.system.archives import ZIP_FAULTS, TooMuchUnpacked, copy_member
from colabert_core.system.paths import Home, folder_named
from colabert_core.system.staging import scratch_folder

ENDING = ".colabert.zip"
MAX_ZIP_BYTES = 64_000_000  # of an upload; its delta can hardly be packed
MAX_MEMBER_BYTES = 64_000_000  # of one file within; the delta of BERT large has about 30 million


def share(run: Run, target: Path) -> None:
    """Write a run's small file. Raises RunWithoutModel or an EncoderError."""
    if not run.has_model:
        raise RunWithoutModel(name=run.name)
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
    """The text of run.json without the sentences that somebody typed, and with the encoder's own name: a path
    of this machine means nothing elsewhere.
    """
    row = json.loads((run.folder / INFO).read_text(encoding="utf-8"))
    row["config"]["encoder"] = _name_of(_root(run.info.config.encoder))
    row.pop("watched", None)
    return info_text(row)


def _root(encoder: str) -> str:
    """The encoder at the beginning: a run may have gone on from a run."""
    while before := run_at(encoder):
        encoder = before.info.config.encoder
    return encoder


def _name_of(encoder: str) -> str:
    folder = folder_named(encoder)
    return folder.name if folder else encoder


def write_delta(run: Run, target: Path, rank: int = deltas.RANK) -> None:
    """The delta of a run against its first encoder; one that came as a delta hands on the same."""
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


def open_shared(home: Home, archive: Path, name: str) -> Run:
    """Add a shared model to the runs, with whole weights. Raises NotShared, a RunError or an EncoderError.

    `name` is the file's, for messages. Where it fails, nothing is left in the home.
    """
    with scratch_folder(home.runs) as scratch:
        folder = scratch / "run"
        _unpack(archive, folder, name)
        run = Run(folder)
        _check(run, name)
        deltas.complete(folder, home.encoders)
        opened = Run(home.runs / RunStore.new_id(time.time()))
        folder.rename(opened.folder)
    return opened


def _unpack(archive: Path, folder: Path, name: str) -> None:
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
        if not all(isinstance(text, str) for text in texts) or not isinstance(info.created, float):
            raise ValueError("run.json holds something else than it should")
        kind = json.loads((run.folder / CONFIG).read_text(encoding="utf-8"))["model_type"]
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, OSError, BadSettings) as error:
        raise NotShared(file=name, reason=reason_of(error)) from error
    if kind != "bert":
        raise NotShared(file=name, reason=f"its architecture is {kind}")
    if not isinstance(run.last_event(), FINAL):
        raise NotShared(file=name, reason="its training has no end")
