"""Uploaded corpora, stored in the home: a table (`own_table`) in CoLA's format.

Each is a folder `<home>/corpus/own/<id>`:

    in_domain_train.tsv    source, label, mark, sentence, in the format of CoLA's files
    validation.tsv         the same for the sentences kept for validation, if the corpus has such a part
    test.tsv               the same for the sentences that no training sees
    columns.parquet        what else is known of the sentences of these files, in their order (see `Corpus`)
    corpus.json            its name, the file it came from, how many rows were kept and dropped, and when

Corpora that older versions stored have neither a validation nor a test part.
"""

import json
import re
import shutil
import time
import unicodedata
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pandas as pd
from filelock import FileLock

from colabert_core.corpus.own_parts import PARTS, TRAIN, VALIDATION
from colabert_core.corpus.own_rows import one_line, stem
from colabert_core.corpus.own_table import Prepared, check
from colabert_core.corpus.reading import COLUMNS, Corpus, as_tsv, read_folder
from colabert_core.errors import (
    CorpusDamaged,
    CorpusError,
    CorpusNotStored,
    CorpusUnknown,
    reason_of,
    reason_of_system,
)
from colabert_core.system.paths import Home
from colabert_core.system.staging import replace_folder, scratch_folder

_MAX_NAME_CHARACTERS = 60
_ID = re.compile(r"own-[a-z0-9]+(-[a-z0-9]+)*")
_COLUMNS = "columns.parquet"


@dataclass(frozen=True, kw_only=True)
class About:
    """The contents of corpus.json. `rows` and `dropped` are numbers; `created` is in seconds since 1970."""

    name: str
    file: str
    rows: int
    dropped: int
    created: float


def is_own(id: str) -> bool:
    """Whether an id is that of an uploaded corpus."""
    return bool(_ID.fullmatch(id))


def suggested_name(file: str) -> str:
    """The file's name without its extension."""
    return stem(file)[:_MAX_NAME_CHARACTERS]


def store(home: Home, name: str, prepared: Prepared) -> str:
    """Store a corpus under a name, with a number added if the name is taken; returns its id.

    Raises what `check` raises, or CorpusNotStored; then nothing has changed.
    """
    check(prepared)
    name = one_line(name)[:_MAX_NAME_CHARACTERS].strip() or suggested_name(prepared.file)
    try:
        with scratch_folder(_parent(home)) as scratch, FileLock(home.corpus / "own.lock"):
            id = _free(f"own-{_slug(name)}", set(ids(home)), "{}-{}")
            name = _free(name, {name_of(home, other) for other in ids(home)}, "{} ({})")
            _write(scratch / id, name, prepared)
            replace_folder(scratch / id, _folder(home, id))
    except OSError as error:
        raise CorpusNotStored(name=name, reason=reason_of_system(error)) from error
    return id


def ids(home: Home) -> list[str]:
    """The ids of all uploaded corpora, in alphabetical order."""
    if not _parent(home).is_dir():
        return []
    return sorted(path.name for path in _parent(home).iterdir() if _ID.fullmatch(path.name) and path.is_dir())


def folder_of(home: Home, id: str) -> Path:
    """The folder of a corpus. Raises CorpusUnknown.

    An id may come from a typed address, so only ids made by `store` are accepted.
    """
    if not _ID.fullmatch(id) or not _folder(home, id).is_dir():
        raise CorpusUnknown(name=id)
    return _folder(home, id)


def about(home: Home, id: str) -> About | None:
    """The contents of corpus.json; None if it cannot be read."""
    kinds = {"name": str, "file": str, "rows": int, "dropped": int, "created": float}
    try:
        found = json.loads((folder_of(home, id) / "corpus.json").read_text(encoding="utf-8"))
        return About(**{field: kind(found[field]) for field, kind in kinds.items()})
    except (CorpusUnknown, OSError, ValueError, TypeError, LookupError):
        return None


def name_of(home: Home, id: str) -> str:
    """The name that people gave it, or its id; no error, so that a damaged corpus does not hide others."""
    found = about(home, id)
    return (found and found.name) or id


def load(home: Home, id: str) -> Corpus:
    """A corpus by its id. Raises CorpusUnknown, CorpusDamaged."""
    folder = folder_of(home, id)
    name = name_of(home, id)
    parts = (TRAIN, *(part for part in PARTS[1:] if (folder / f"{part}.tsv").is_file()))
    try:
        corpus = read_folder(folder, name=name, id=id, splits=parts)
        return replace(corpus, table=_with_columns(corpus.table, folder))
    except (CorpusError, OSError, ValueError) as error:
        raise CorpusDamaged(name=name, reason=reason_of(error)) from error


def _with_columns(table: pd.DataFrame, folder: Path) -> pd.DataFrame:
    """The table with all its columns. Raises ValueError if there is not a row for each sentence."""
    if (table["split"] == VALIDATION).any():
        is_kept = table["split"] == VALIDATION
        table = table.assign(split=table["split"].where(~is_kept, TRAIN), validation=is_kept)
    if not (folder / _COLUMNS).is_file():
        return table
    more = pd.read_parquet(folder / _COLUMNS)
    if len(more) != len(table):
        raise ValueError(f"{_COLUMNS} has {len(more)} rows for {len(table)} sentences")
    return pd.concat([table, more], axis=1)


def delete(home: Home, id: str) -> None:
    """Remove a corpus for good. Models trained on it stay. Raises CorpusUnknown, CorpusNotStored."""
    folder = folder_of(home, id)
    retired = folder.with_name(f".deleted-{id}-{time.time_ns()}")
    try:
        # It disappears from every list at once, however long the deletion takes.
        folder.rename(retired)
    except OSError as error:
        raise CorpusNotStored(name=name_of(home, id), reason=reason_of_system(error)) from error
    shutil.rmtree(retired, ignore_errors=True)


def _parent(home: Home) -> Path:
    return home.corpus / "own"


def _folder(home: Home, id: str) -> Path:
    return _parent(home) / id


def _slug(name: str) -> str:
    """The name in lower-case ASCII, for a folder; "corpus" if it has no such letters."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", plain))[:40].strip("-") or "corpus"


def _free(wanted: str, taken: set[str], pattern: str) -> str:
    """The wanted name if it is not taken, otherwise with the first free number in `pattern`."""
    name, number = wanted, 2
    while name in taken:
        name, number = pattern.format(wanted, number), number + 1
    return name


def _write(folder: Path, name: str, prepared: Prepared) -> None:
    folder.mkdir()
    parts = [prepared.table[prepared.table["part"] == part] for part in PARTS]
    for part, rows in zip(PARTS, parts, strict=True):
        if len(rows):
            (folder / f"{part}.tsv").write_bytes(as_tsv(rows).encode("utf-8"))
    more = pd.concat(parts, ignore_index=True).drop(columns=[*COLUMNS, "part"])
    if len(more.columns):
        more.to_parquet(folder / _COLUMNS, index=False)
    kept, dropped = len(prepared.table), len(prepared.dropped)
    card = About(name=name, file=prepared.file, rows=kept, dropped=dropped, created=time.time())
    (folder / "corpus.json").write_text(json.dumps(asdict(card), indent=2), encoding="utf-8")
