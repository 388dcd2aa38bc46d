"""CoLA's raw files, read row by row; an error names the file and line of the first fault."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from colabert_core.errors import (
    CorpusMissing,
    EmptySentence,
    MissingFiles,
    NoRows,
    NotUtf8,
    WrongColumns,
    WrongLabel,
)
from colabert_core.system.paths import Home

SPLITS = ("in_domain_train", "in_domain_dev", "out_of_domain_dev")
# The held-out part of an added corpus; CoLA's own test sentences have no published labels.
TEST = "test"
ALL_SPLITS = (*SPLITS, TEST)
COLUMNS = ("source", "label", "mark", "sentence")


@dataclass(frozen=True, kw_only=True)
class Corpus:
    """A table of labelled sentences, with the SHA-256 of its files as its fingerprint.

    `table` has the columns split (one of ALL_SPLITS), source, label <int8>, mark, sentence, and, if they are
    known,

        pair          a number that both sides of a minimal pair share
        validation    <bool>, which training sentences are kept for validation; otherwise each run draws them
        phenomenon    what an added file says of each sentence
        rating        <float>, the rating behind the label

    and the other columns of an added file, see `file_columns`. `catalogue.open_corpus` opens a corpus by its
    `id`; people see its `name`.
    """

    id: str
    name: str
    table: pd.DataFrame
    fingerprint: str

    def split(self, name: str) -> pd.DataFrame:
        """The rows of one of ALL_SPLITS, in the file's order, numbered from 0."""
        return self.table[self.table["split"] == name].reset_index(drop=True)

    def rows_per_split(self) -> dict[str, int]:
        """The number of sentences in each split that has any."""
        counts = {split: int((self.table["split"] == split).sum()) for split in ALL_SPLITS}
        return {split: count for split, count in counts.items() if count}

    @property
    def validation_rows(self) -> int | None:
        """The number of sentences in the corpus's own validation part; None if each run draws one."""
        return int(self.table["validation"].sum()) if "validation" in self.table else None


_FILE_COLUMN = "file: "


def file_column(heading: str) -> str:
    """The name in a corpus's table of a further column of an added file."""
    return f"{_FILE_COLUMN}{heading}"


def file_columns(table: pd.DataFrame) -> list[str]:
    """The further columns of an added file, such as an id: nothing reads them, and every export has them."""
    return [name for name in map(str, table) if name.startswith(_FILE_COLUMN)]


def exported(table: pd.DataFrame) -> pd.DataFrame:
    """Rows of a corpus for a file: the validation part is named, and the file's columns have its headings."""
    shown = table
    if "validation" in table:
        split = table["split"].where(~table["validation"], "validation")
        shown = table.assign(split=split).drop(columns="validation")
    taken = set(shown) - set(file_columns(shown))
    names = {}
    for name in file_columns(shown):
        heading = name.removeprefix(_FILE_COLUMN)
        while heading in taken:
            heading = f"{heading} (file)"
        taken.add(heading)
        names[name] = heading
    return shown.rename(columns=names)


def corpus_folder(home: Home) -> Path:
    """The folder of CoLA's files."""
    return home.corpus / "cola"


def is_present(home: Home) -> bool:
    """Whether CoLA's three files are installed in this home."""
    return all((corpus_folder(home) / f"{split}.tsv").is_file() for split in SPLITS)


def load(home: Home) -> Corpus:
    """CoLA in this home. Raises CorpusMissing, or what `read_folder` raises."""
    if not is_present(home):
        raise CorpusMissing()
    return read_folder(corpus_folder(home), name="CoLA 1.1")


def read_folder(folder: Path, name: str, id: str = "cola", splits: tuple[str, ...] = SPLITS) -> Corpus:
    """Read a folder's .tsv files, one per split. Raises the CorpusError of the first fault."""
    missing = [f"{split}.tsv" for split in splits if not (folder / f"{split}.tsv").is_file()]
    if missing:
        raise MissingFiles(file=name, missing=", ".join(missing))
    digest = hashlib.sha256()
    tables = []
    for split in splits:
        content = (folder / f"{split}.tsv").read_bytes()
        if len(splits) > 1 and splits != SPLITS:  # sentences divided differently are another corpus
            digest.update(f"{split} {len(content)}\n".encode())
        digest.update(content)
        tables.append(_table(content, split))
    table = pd.concat(tables, ignore_index=True)
    return Corpus(id=id, name=name, table=table, fingerprint=digest.hexdigest())


def _table(content: bytes, split: str) -> pd.DataFrame:
    """Read one file: no header, no quoting, four columns between tabs. Raises CorpusError.

    pandas could read it too, but could not name the line of a wrong label or an invalid byte.
    """
    file = f"{split}.tsv"
    rows = [_row(line, number, file) for number, line in enumerate(lines_of(content), start=1)]
    if not rows:
        raise NoRows(file=file)
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    table["label"] = table["label"].astype(np.int8)
    table.insert(0, "split", split)
    return table


def as_tsv(rows: pd.DataFrame) -> str:
    """The rows in CoLA's file format: source, label, mark and sentence between tabs, no header, no quotes."""
    cells = rows[list(COLUMNS)].itertuples(index=False, name=None)
    return "".join("\t".join(map(str, row)) + "\n" for row in cells)


def lines_of(content: bytes) -> list[bytes]:
    """The lines of a file, without their newlines; the last line may lack its newline."""
    lines = content.split(b"\n")
    return lines[:-1] if lines[-1] == b"" else lines


def cells_of(line: bytes, number: int, file: str) -> list[str]:
    """The cells between the tabs of a line. Raises NotUtf8."""
    try:
        return line.decode("utf-8").removesuffix("\r").split("\t")
    except UnicodeDecodeError:
        raise NotUtf8(file=file, line=number) from None


def checked(label: str, sentence: str, number: int, file: str) -> int:
    """The label as a number, once label and sentence are checked. Raises WrongLabel or EmptySentence."""
    if label not in ("0", "1"):
        raise WrongLabel(file=file, line=number, found=label)
    if not sentence.strip():
        raise EmptySentence(file=file, line=number)
    return int(label)


def _row(line: bytes, number: int, file: str) -> tuple[str, int, str, str]:
    cells = cells_of(line, number, file)
    if len(cells) != len(COLUMNS):
        raise WrongColumns(file=file, line=number, found=len(cells))
    source, label, mark, sentence = cells
    return source, checked(label, sentence, number, file), mark.strip(), sentence
