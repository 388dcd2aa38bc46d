"""`corpus add`, `corpus list` and `corpus remove`: people's own corpora."""

import argparse
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from colabert_core.cli.common import print_result
from colabert_core.corpus.own import LabelValue, Prepared, check, labels_in, prepare, suggested_name
from colabert_core.errors import CorpusError, FileUnreadable, MissingColumn, NoLabels, reason_of_system
from colabert_core.tables import CELLS, ENCODINGS, LINES, Columns, Reading, Sheet, guess_columns, read
from colabert_core.workspace import Workspace

# What is asked, by the question of `Labels`, as the option that answers it.
_OPTIONS = {"reading": "acceptable", "rating": "acceptable", "marks": "marks"}
_ASKED = {
    "label": "several columns look like labels and disagree; choose one with --label",
    "acceptable": "name the labels that mean acceptable with --acceptable",
    "marks": "only a few sentences have a mark; if all others are acceptable, say so with --marks",
}


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `corpus add`."""
    parser.add_argument("--name", help="name of the new corpus (the file's name)")
    parser.add_argument("--table", help="sheet of a spreadsheet (the first)")
    parser.add_argument("--sentence", metavar="COLUMN", help="column of sentences (guessed)")
    parser.add_argument("--label", metavar="COLUMN", help="column of labels (guessed)")
    description = "labels that mean acceptable; all others then mean unacceptable (guessed)"
    parser.add_argument("--acceptable", metavar="LABEL", nargs="+", help=description)
    parser.add_argument("--left-out", metavar="LABEL", nargs="+", default=[], help="labels to leave out")
    parser.add_argument("--marks", action="store_true", help="sentences without a mark are acceptable")
    parser.add_argument("--encoding", choices=ENCODINGS, metavar="NAME", help="encoding of a text (guessed)")
    parser.add_argument("--quotes", choices=(CELLS, LINES), help="what a quotation mark opens (guessed)")
    parser.add_argument("--yes", action="store_true", help="take the guesses without being asked")
    parser.add_argument("--dry-run", action="store_true", help="show what would be added, and add nothing")


@dataclass(frozen=True, kw_only=True)
class _Plan:
    """A corpus to be added. `fault` says why it cannot be; `asks` names the options that are missing."""

    columns: Columns
    prepared: Prepared
    notes: tuple[dict[str, object], ...]
    asks: tuple[str, ...]
    fault: CorpusError | None

    @property
    def is_open(self) -> bool:
        """Whether an answer may still make it a corpus."""
        return bool(self.asks) and not isinstance(self.fault, NoLabels)

    def facts(self) -> dict[str, object]:
        table = self.prepared.table
        return {
            "sentence": self.columns.sentence,
            "label": self.columns.label,
            "rows": len(table),
            "acceptable": int((table["label"] == 1).sum()),
            "unacceptable": int((table["label"] == 0).sum()),
            "dropped": len(self.prepared.dropped),
            "notes": list(self.notes),
            "asks": list(self.asks),
        }


def add_own(options: argparse.Namespace, workspace: Workspace, file: str) -> int:
    """Add a file as a corpus; the exit code is 2 if people must decide something, or if it is no corpus."""
    plan = _plan(options, _sheet(options, Path(file)))
    facts = plan.facts()
    if options.dry_run:
        print_result(options, facts, _lines(facts))
        return 0 if plan.fault is None or plan.is_open else _told(plan.fault)
    if plan.asks and not options.yes:
        for ask in plan.asks:
            print(f"{file}: {_ASKED[ask]}, or take the guess with --yes. Nothing was added.", file=sys.stderr)
        return 2
    if plan.fault is not None:
        return _told(plan.fault)
    id = workspace.corpora.add(options.name or suggested_name(file), plan.prepared)
    print_result(options, {"id": id, **facts}, [*_lines(facts), f"added as {id}"])
    return 0


def _told(fault: CorpusError) -> int:
    print(fault, file=sys.stderr)
    return 2


def _lines(facts: dict[str, object]) -> list[str]:
    notes = facts["notes"]
    told = [str(note["says"]) for note in notes] if isinstance(notes, list) else []
    return [
        f"sentences: column {facts['sentence']}; labels: {facts['label'] or 'marks in front of sentences'}",
        f"{facts['rows']} sentences: {facts['acceptable']} acceptable, {facts['unacceptable']} unacceptable",
        f"{facts['dropped']} rows left out",
        *told,
    ]


def _sheet(options: argparse.Namespace, path: Path) -> Sheet:
    reading = Reading(table=options.table, encoding=options.encoding, quotes=options.quotes)
    try:
        return read(path.name, path.read_bytes(), reading)
    except OSError as error:
        raise FileUnreadable(file=str(path), reason=reason_of_system(error)) from error


def _plan(options: argparse.Namespace, sheet: Sheet) -> _Plan:
    guess = guess_columns(sheet)
    columns = _columns(options, sheet, guess.columns)
    rivals = ("label",) if guess.rivals and not options.label else ()
    try:
        labels = labels_in(sheet, columns)
    except NoLabels as fault:
        return _planned(sheet, columns, (), ("label",), fault)
    question = _OPTIONS.get(labels.question or "")
    is_answered = bool(options.acceptable) if question == "acceptable" else options.marks
    asks = (*rivals, *((question,) if question and not is_answered else ()))
    plan = _planned(sheet, columns, _answered(options, labels.values), asks, None)
    if labels.question != "marks":
        return plan
    says = f"only {labels.marked} of {labels.rows} sentences have a mark, too few to be labels"
    few = {"kind": "few_marks", "n": labels.marked, "what": "", "says": says}
    return replace(plan, notes=(*plan.notes, few))


def _planned(
    sheet: Sheet,
    columns: Columns,
    values: tuple[LabelValue, ...],
    asks: tuple[str, ...],
    fault: CorpusError | None,
) -> _Plan:
    prepared = prepare(sheet, columns, values)
    try:
        check(prepared)
    except CorpusError as error:
        fault = fault or error
    return _Plan(
        columns=columns, prepared=prepared, notes=_notes(sheet, columns, prepared), asks=asks, fault=fault
    )


def _columns(options: argparse.Namespace, sheet: Sheet, guess: Columns) -> Columns:
    for column in filter(None, (options.sentence, options.label)):
        if column not in sheet.columns:
            raise MissingColumn(file=sheet.file, column=column, found=", ".join(sheet.columns))
    chosen = replace(guess, sentence=options.sentence or guess.sentence, label=options.label or guess.label)
    return replace(chosen, bad=None) if options.label else chosen


def _answered(options: argparse.Namespace, values: tuple[LabelValue, ...]) -> tuple[LabelValue, ...]:
    """The labels with the meanings that the options give them."""
    if options.acceptable:
        values = tuple(
            replace(value, label=int(value.value in options.acceptable) if value.value else None)
            for value in values
        )
    if options.marks:
        values = tuple(replace(value, label=0 if value.value else 1) for value in values)
    return tuple(replace(value, label=None) if value.value in options.left_out else value for value in values)


def _notes(sheet: Sheet, columns: Columns, prepared: Prepared) -> tuple[dict[str, object], ...]:
    notes: list[dict[str, object]] = [
        {"kind": note.kind, "n": note.n, "what": note.what, "says": note.says} for note in sheet.notes
    ]
    if len(prepared.taken_off):
        n = len(prepared.taken_off)
        says = f"numbers and marks were taken off the front of {n} sentences"
        notes.append({"kind": "taken_off", "n": n, "what": "", "says": says})
    if columns.bad:
        says = (
            f"rows have an acceptable sentence ({columns.sentence}) and an unacceptable one ({columns.bad})"
        )
        notes.append({"kind": "pairs", "n": len(sheet.cells), "what": columns.bad, "says": says})
    if reasons := prepared.dropped["reason"].value_counts().to_dict():
        what = ", ".join(f"{reason} {n}" for reason, n in reasons.items())
        lines = ", ".join(map(str, prepared.dropped["line"].head(20)))
        says = f"rows left out, with their reasons: {what}; lines {lines}"
        notes.append({"kind": "dropped", "n": len(prepared.dropped), "what": lines, "says": says})
    return tuple(notes)


def list_own(options: argparse.Namespace, workspace: Workspace) -> int:
    """List all corpora that can be opened."""
    found = [{"id": id, "name": workspace.corpora.name_of(id)} for id in workspace.corpora.ids()]
    print_result(options, found, [f"{corpus['id']:24} {corpus['name']}" for corpus in found])
    return 0


def remove_own(options: argparse.Namespace, workspace: Workspace, id: str) -> int:
    """Delete an own corpus. Raises CorpusUnknown."""
    workspace.corpora.delete(id)
    print_result(options, {"removed": id}, [f"{id} was removed"])
    return 0
