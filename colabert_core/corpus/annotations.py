"""The grammatical annotations of CoLA's dev sentences (Warstadt and Bowman 2019, arXiv:1901.03438).

For each of 1,043 sentences, they show which of 15 major features of grammar it has, and which of the 63 minor
features into which these are divided. They are published in a zip next to CoLA's, in two tables with tabs
between the columns:

    Source  Domain  Acceptability  Sentence  and a column of 0 and 1 per feature

They follow an older release of CoLA, in which four sentences are worded differently and some have a different
label. So sentences are matched by their text, and labels are always CoLA's.
"""

import codecs
from collections import deque
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Literal
from urllib.parse import urlsplit

import numpy as np
import pandas as pd

from colabert_core.corpus.fetch import Progress, Published, fetch_published, is_url, put_in_place
from colabert_core.corpus.reading import cells_of, checked, lines_of
from colabert_core.errors import (
    AnnotationsMissing,
    FeatureCells,
    FeaturesMissing,
    FeatureValue,
    MissingFiles,
    NoRows,
)
from colabert_core.system.paths import Home

ARCHIVE = "CoLA_grammatical_annotations.zip"
ADDRESS = f"https://nyu-mll.github.io/CoLA/{ARCHIVE}"
SHA256 = "8e2c46680f3f235283270c0b5524264bf0cef6b4e977473dad3c099ff322bf65"

Level = Literal["major", "minor"]
LEVELS: tuple[Level, ...] = ("major", "minor")
FILES = {level: f"CoLA_grammatical_annotations_{level}_features.tsv" for level in LEVELS}
# The columns that are read besides the features.
_ROW = ("Source", "Acceptability", "Sentence")


@dataclass(frozen=True, kw_only=True)
class Feature:
    """A feature of grammar.

    `id` is our name for it, `heading` the file's column, with its spelling; `major` is the id of the major
    feature that it belongs to (of a major feature, its own).
    """

    id: str
    heading: str
    major: str


# The major features, each with its minor ones; spelt as in the files, except for spaces.
_FEATURES = {
    ("simple", "Simple"): {"simple": "Simple"},
    ("predicate", "Predicate"): {
        "copula": "Copula",
        "predicate_small_clause": "Pred/SC",
        "resultative": "Result/Depictive",
    },
    ("adjunct", "Adjunct"): {
        "particle": "Particle",
        "vp_adjunct": "VP Adjunct",
        "np_adjunct": "NP Adjunct",
        "temporal": "Temporal",
        "locative": "Locative",
        "other_adjunct": "Misc",
    },
    ("argument_type", "Argument Type"): {
        "oblique": "Oblique",
        "pp_argument_of_verb": "PP Arg-VP",
        "pp_argument_of_noun": "PPArg-NP/AP",
        "by_phrase": "by-Phrase",
        "expletive": "Expletive",
    },
    ("argument_alternation", "Arg Altern"): {
        "high_arity": "High Arity",
        "dropped_argument": "Drop Arg",
        "added_argument": "Add Arg",
        "passive": "Passive",
    },
    ("imperative", "Imperative"): {"imperative": "Imperative"},
    ("binding", "Binding"): {"reflexive": "Binding:Refl", "other_binding": "Binding:Other"},
    ("question", "Question"): {
        "matrix_question": "Matrix Q",
        "embedded_question": "Emb Q",
        "complex_question_phrase": "Complex QP",
        "relative_clause": "RC",
        "island": "Island",
    },
    ("complement_clause", "Comp Clause"): {
        "clause_as_subject": "CP Subj",
        "clause_of_verb": "CP Arg VP",
        "clause_of_noun": "CP Arg NP/AP",
        "non_finite_clause": "Non-finite CP",
        "no_complementizer": "No C-izer",
        "deep_embedding": "Deep Embed",
    },
    ("auxiliary", "Auxiliary"): {
        "negation": "Neg",
        "modal": "Modal",
        "auxiliary": "Aux",
        "pseudo_auxiliary": "Psuedo-Aux",
    },
    ("to_vp", "to-VP"): {
        "control": "Control",
        "raising": "Raising",
        "extraction_from_vp": "VP+Extract",
        "vp_of_noun": "VP arg-NP/AP",
        "other_non_finite_vp": "Non-finite VP Misc",
    },
    ("noun_adjective", "N, Adj"): {
        "deverbal": "Deverbal",
        "relational_noun": "Rel NP",
        "transitive_noun": "Trans NP",
        "complex_np": "Compx NP",
        "noun_compound": "NNCompd",
        "relational_adjective": "Rel Adj",
        "transitive_adjective": "Trans Adj",
    },
    ("s_syntax", "S-Syntax"): {
        "dislocation": "Dislocation",
        "information_structure": "Info Struc",
        "fragment": "Frag/Paren",
        "coordination": "Coord",
        "subordinate_clause": "Subordinate/Cond",
        "ellipsis": "Ellipsis/Anaphor",
        "s_adjunct": "S-Adjunct",
    },
    ("determiner", "Determiner"): {
        "quantifier": "Quantifier",
        "partitive": "Partitive",
        "npi": "NPI/FCI",
        "comparative": "Comparative",
    },
    ("violation", "Violations"): {
        "semantic_violation": "Sem Violation",
        "agreement_violation": "Infl/Agr Violation",
        "missing_expression": "Extra/Mising Expr",
    },
}
FEATURES: dict[Level, tuple[Feature, ...]] = {
    "major": tuple(Feature(id=id, heading=heading, major=id) for id, heading in _FEATURES),
    "minor": tuple(
        Feature(id=id, heading=heading, major=major)
        for (major, _), minors in _FEATURES.items()
        for id, heading in minors.items()
    ),
}


@dataclass(frozen=True, kw_only=True)
class Annotations:
    """Two tables in the files' order.

    Columns: source, label <int8> (the older release's), sentence, and one column <bool> per feature, named
    by its id.
    """

    major: pd.DataFrame
    minor: pd.DataFrame

    def features_of(self, rows: pd.DataFrame, level: Level) -> pd.DataFrame:
        """Which features the rows of a corpus (source, label, sentence) have.

        A table <bool> with the index of the rows and a column per feature id. Rows without a match have no
        features; `matched` shows which rows these are.
        """
        table, ids = getattr(self, level), [feature.id for feature in FEATURES[level]]
        places = _places(rows, table)
        shown = table[ids].to_numpy(dtype=bool)[places] & (places >= 0)[:, None]
        return pd.DataFrame(shown, index=rows.index, columns=ids)

    def matched(self, rows: pd.DataFrame) -> np.ndarray:
        """Whether each of the rows (source, label, sentence) is annotated, <bool>[rows]."""
        return _places(rows, self.major) >= 0


def _places(rows: pd.DataFrame, table: pd.DataFrame) -> np.ndarray:
    """The place in `table` of each row's annotation <int>[rows], -1 if it has none.

    Rows are matched by their text. Some texts occur in CoLA more than once, each time with its own
    annotation: source and label then show which annotation belongs to which, and each is used once.
    """
    places = np.full(len(rows), -1)
    for columns in (["sentence", "source", "label"], ["sentence", "source"], ["sentence"]):
        free: dict[tuple[object, ...], deque[int]] = {}
        taken = set(places)
        for place, key in enumerate(_keys(table, columns)):
            if place not in taken:
                free.setdefault(key, deque()).append(place)
        for row, key in enumerate(_keys(rows, columns)):
            if places[row] < 0 and free.get(key):
                places[row] = free[key].popleft()
    return places


def _keys(table: pd.DataFrame, columns: list[str]) -> list[tuple[object, ...]]:
    return list(zip(*(table[column] for column in columns), strict=True))


# --- downloading -------------------------------------------------------------------------------


def address_beside(corpus_address: str) -> str:
    """The address or path of the annotations, given that of CoLA's zip: in the same folder, as published.

    If CoLA's zip is on this computer and no such file is next to it, the published address.
    """
    if not is_url(corpus_address):
        beside = Path(corpus_address).parent / ARCHIVE
        return str(beside) if beside.is_file() else ADDRESS
    address = urlsplit(corpus_address)
    path = str(PurePosixPath(address.path or "/").parent / ARCHIVE)
    return address._replace(path=path, query="", fragment="").geturl()


def fetch(home: Home, address: str = ADDRESS, on_progress: Progress = lambda done, total: None) -> None:
    """Install the annotations from a URL or a path, once. Raises CorpusError; then nothing has changed."""
    published = Published(file=ARCHIVE, load=load, install=install)
    fetch_published(home, published, address, on_progress)


def install(home: Home, archive: Path, name: str | None = None, sha256: str | None = SHA256) -> None:
    """Check the zip and replace the installed tables by its two tables. Raises CorpusError.

    `name` is the zip's name in messages. `sha256=None` accepts any well-formed zip of this layout.
    """
    name = name or archive.name
    target, read = annotations_folder(home), partial(read_folder, name=name)
    put_in_place(archive, name, sha256, tuple(FILES.values()), target, read)


def annotations_folder(home: Home) -> Path:
    return home.corpus / "annotations"


def is_present(home: Home) -> bool:
    """Whether both tables are installed in this home."""
    return all((annotations_folder(home) / file).is_file() for file in FILES.values())


# --- reading -----------------------------------------------------------------------------------


def load(home: Home) -> Annotations:
    """The annotations in this home. Raises AnnotationsMissing, or what `read_folder` raises."""
    if not is_present(home):
        raise AnnotationsMissing()
    return read_folder(annotations_folder(home), name="annotations")


def read_folder(folder: Path, name: str) -> Annotations:
    """Read the two tables in a folder. Raises the CorpusError of the first fault."""
    missing = [file for file in FILES.values() if not (folder / file).is_file()]
    if missing:
        raise MissingFiles(file=name, missing=", ".join(missing))
    return Annotations(**{level: _table((folder / FILES[level]).read_bytes(), level) for level in LEVELS})


def _table(content: bytes, level: Level) -> pd.DataFrame:
    file = FILES[level]
    lines = lines_of(content.removeprefix(codecs.BOM_UTF8))
    if len(lines) < 2:
        raise NoRows(file=file)
    headings = [" ".join(cell.split()) for cell in cells_of(lines[0], 1, file)]
    columns = _columns(headings, level, file)
    rows = [_row(line, number, headings, columns, file) for number, line in enumerate(lines[1:], start=2)]
    ids = [feature.id for feature in FEATURES[level]]
    return pd.DataFrame(rows, columns=["source", "label", "sentence", *ids]).astype({"label": np.int8})


def _columns(headings: list[str], level: Level, file: str) -> list[int]:
    """The positions of source, label, sentence and the features. Raises FeaturesMissing."""
    wanted = [*_ROW, *(feature.heading for feature in FEATURES[level])]
    if missing := [heading for heading in wanted if heading not in headings]:
        raise FeaturesMissing(file=file, missing=", ".join(missing))
    return [headings.index(heading) for heading in wanted]


def _row(line: bytes, number: int, headings: list[str], columns: list[int], file: str) -> tuple[object, ...]:
    """Source, label, sentence, and one bool per feature. Raises CorpusError."""
    cells = cells_of(line, number, file)
    if len(cells) != len(headings):
        raise FeatureCells(file=file, line=number, found=len(cells), expected=len(headings))
    source, label, sentence, *flags = (cells[column] for column in columns)
    for column, flag in zip(columns[len(_ROW) :], flags, strict=True):
        if flag not in ("0", "1"):
            raise FeatureValue(file=file, line=number, column=headings[column], found=flag)
    return source, checked(label, sentence, number, file), sentence, *(flag == "1" for flag in flags)
