"""The tables of an exported run, each one sheet of a workbook or one CSV file of a zip."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from colabert_core.corpus import COLA, LEVELS, PAIRS, Annotations, Corpus
from colabert_core.evaluation import (
    by_length,
    by_mark,
    by_phenomenon,
    figures_by,
    intervals_of,
    metrics_of,
    pair_accuracy,
    phenomena_of,
    report_card,
    wrong_verdicts,
)
from colabert_core.judging import THRESHOLD
from colabert_core.runs import History, Run, epoch_table, run_at
from colabert_core.system.paths import folder_named


@dataclass(frozen=True, kw_only=True)
class JudgedPart:
    """A part of a corpus that a run has judged.

    `corpus` is the corpus's name as people see it; `rows` are judged rows, see `evaluation.report`. `card` is
    the part's report card with the column `level`; it is empty if the part has none.
    """

    corpus: str
    split: str
    rows: pd.DataFrame
    card: pd.DataFrame


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A table and its name, which is also that of its file."""

    name: str
    table: pd.DataFrame


def judged_part(
    corpus: Corpus, split: str, rows: pd.DataFrame, annotations: Annotations | None
) -> JudgedPart:
    """A judged part with its report card.

    `annotations` are those of CoLA's dev sets; None if they are not on this computer.
    """
    return JudgedPart(corpus=corpus.name, split=split, rows=rows, card=_card(corpus, rows, annotations))


def _card(corpus: Corpus, rows: pd.DataFrame, annotations: Annotations | None) -> pd.DataFrame:
    if corpus.id == PAIRS:
        return by_phenomenon(rows).assign(level="phenomena")
    if corpus.id == COLA:
        return pd.DataFrame() if annotations is None else _by_feature(rows, annotations)
    if "phenomenon" in rows and rows["phenomenon"].astype(bool).any():
        return report_card(rows, phenomena_of(rows)).assign(level="phenomena")
    return pd.DataFrame()


def _by_feature(rows: pd.DataFrame, annotations: Annotations) -> pd.DataFrame:
    known = rows[annotations.matched(rows)]
    if known.empty:
        return pd.DataFrame()
    cards = [
        report_card(known, annotations.features_of(known, level)).assign(level=level) for level in LEVELS
    ]
    return pd.concat(cards, ignore_index=True)


def sheets_of(run: Run, history: History, parts: Iterable[JudgedPart]) -> list[Sheet]:
    """All tables of a run; those without rows are left out.

    settings      setting, value
    epochs        the columns of `runs.EPOCH_COLUMNS`
    steps, validations   the curves, with the columns of `History`
    figures       a row per judged part: sentences, shares from 0 to 1, MCC, and 95% intervals
    slices        the columns of `figures_by`; `by` is source, length or mark, and `group` its value
    report_card   the columns of `report_card` or `by_phenomenon`
    errors        the wrongly judged sentences, the most confident verdicts first
    verdicts      every judged sentence

    From `figures` on, the first columns are corpus and part.
    """
    parts = list(parts)
    tables = {
        "settings": _settings(run),
        "epochs": epoch_table(history),
        "steps": history.steps,
        "validations": history.validations,
        "figures": _of_parts(parts, lambda part: figures_of(part.rows)),
        "slices": _of_parts(parts, lambda part: _slices(part.rows)),
        "report_card": _of_parts(parts, lambda part: part.card),
        "errors": _of_parts(parts, lambda part: wrong_verdicts(part.rows)),
        "verdicts": _of_parts(parts, lambda part: _with_verdicts(part.rows)),
    }
    return [Sheet(name=name, table=table) for name, table in tables.items() if len(table)]


def _settings(run: Run) -> pd.DataFrame:
    info = run.info
    facts: dict[str, Any] = {"name": run.name, "run": run.id, "state": str(run.state())}
    facts |= {"created": pd.Timestamp(info.created, unit="s", tz="UTC").isoformat(timespec="seconds")}
    facts |= {"corpus": info.corpus, "corpus_sha256": info.corpus_fingerprint}
    if run.is_from_elsewhere:  # nothing else is known of its training
        facts |= {"encoder": encoder_of(run), "max_length": info.config.max_length}
    else:
        facts |= {**info.config.to_row(), "encoder": encoder_of(run)}
    facts |= {f"version_{package}": version for package, version in info.versions.items()}
    rows = [(name, "" if value is None else str(value)) for name, value in facts.items()]
    return pd.DataFrame(rows, columns=["setting", "value"])


def encoder_of(run: Run) -> str:
    """The encoder's name; of a folder or another run its own name, since a path says nothing elsewhere."""
    name = run.info.config.encoder
    before, folder = run_at(name), folder_named(name)
    return before.name if before else folder.name if folder else name


def _of_parts(parts: list[JudgedPart], table_of: Callable[[JudgedPart], pd.DataFrame]) -> pd.DataFrame:
    """The tables of all parts below each other, with the columns corpus and part in front."""
    tables = []
    for part in parts:
        table = table_of(part).reset_index(drop=True)
        names = pd.DataFrame({"corpus": part.corpus, "part": part.split}, index=table.index)
        tables.append(pd.concat([names, table], axis=1))
    filled = [table for table in tables if len(table)]
    return pd.concat(filled, ignore_index=True) if filled else pd.DataFrame()


def figures_of(rows: pd.DataFrame) -> pd.DataFrame:
    """The figures of judged rows in one row."""
    metrics, intervals, pairs = metrics_of(rows), intervals_of(rows), pair_accuracy(rows)
    row: dict[str, Any] = {"sentences": metrics.size, "acceptable_share": float(rows["label"].mean())}
    for name in ("accuracy", "mcc", "f1"):
        low, high = getattr(intervals, name)
        row |= {name: getattr(metrics, name), f"{name}_low": low, f"{name}_high": high}
    row |= {} if pairs is None else {"pairs": pairs}
    return pd.DataFrame([row])


def _slices(rows: pd.DataFrame) -> pd.DataFrame:
    length = by_length(rows)  # written as words, since Excel reads 5-7 as a date
    length["length"] = [f"{low}+" if high is None else f"{low} to {high}" for low, high in length["length"]]
    tables = {"source": figures_by(rows, rows["source"]), "length": length, "mark": by_mark(rows)}
    grouped = [
        table.rename(columns={by: "group"}).assign(by=by)[
            ["by", "group", *(name for name in table if name != by)]
        ]
        for by, table in tables.items()
    ]
    return pd.concat(grouped, ignore_index=True)


def _with_verdicts(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(verdict=(rows["acceptable"] >= THRESHOLD).astype(int))
