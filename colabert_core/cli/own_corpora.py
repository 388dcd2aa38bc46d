"""`corpus add`, `corpus list` and `corpus remove`: people's own corpora."""

import argparse
import math
import sys
from dataclasses import dataclass, replace

from colabert_core.cli.common import TABLE, print_result
from colabert_core.cli.streams import STANDARD_INPUT, STREAM, Given, input_file
from colabert_core.corpus.own import suggested_name
from colabert_core.corpus.own_labels import Cutoffs, Labels, LabelValue, labels_in
from colabert_core.corpus.own_table import Prepared, check, prepare
from colabert_core.errors import CorpusError, FileUnreadable, MissingColumn, NoLabels, reason_of_system
from colabert_core.tables import CELLS, ENCODINGS, LINES, Columns, Reading, Sheet, guess_columns, read
from colabert_core.tables.labels import rating_of
from colabert_core.workspace import Workspace

# What is asked, by the question of `Labels`, as the option that answers it.
_OPTIONS = {"reading": "acceptable", "rating": "cutoff", "marks": "marks"}
_ASKED = {
    "label": "several columns look like labels and disagree; choose one with --label",
    "acceptable": "name the labels that mean acceptable with --acceptable",
    "cutoff": "the labels are ratings; say from which one on a sentence is acceptable with --cutoff",
    "marks": "only a few sentences have a mark; if all others are acceptable, say so with --marks",
}


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `corpus add`."""
    parser.add_argument("--name", help="name of the new corpus (the file's name)")
    parser.add_argument("--table", help=TABLE)
    parser.add_argument("--sentence", metavar="COLUMN", help="column of sentences (guessed)")
    parser.add_argument("--label", metavar="COLUMN", help="column of labels (guessed)")
    description = "labels that mean acceptable; all others then mean unacceptable (guessed)"
    parser.add_argument("--acceptable", metavar="LABEL", nargs="+", help=description)
    parser.add_argument("--left-out", metavar="LABEL", nargs="+", default=[], help="labels to leave out")
    description = "rating from which on a sentence is acceptable; with two, those in between are left out"
    parser.add_argument("--cutoff", metavar="RATING", type=float, nargs="+", action=_Cutoff, help=description)
    parser.add_argument("--low-is-good", action="store_true", help="low ratings are the acceptable ones")
    parser.add_argument("--split", metavar="COLUMN", help="column that says train, dev or test (guessed)")
    parser.add_argument("--divide", action="store_true", help="divide 80:10:10, whatever the file says")
    description = "column of phenomena or types of errors (guessed)"
    parser.add_argument("--phenomenon", metavar="COLUMN", help=description)
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
    with input_file(file, options.sentence) as given:
        plan = _plan(options, _sheet(options, given))
    facts = plan.facts()
    if options.dry_run:
        print_result(options, facts, _lines(facts))
        return 0 if plan.fault is None or plan.is_open else _told(plan.fault)
    if plan.asks and not options.yes:
        for ask in plan.asks:
            name = STANDARD_INPUT if file == STREAM else file
            print(f"{name}: {_ASKED[ask]}, or take the guess with --yes. Nothing was added.", file=sys.stderr)
        return 2
    if plan.fault is not None:
        return _told(plan.fault)
    id = workspace.corpora.add(
        options.name or suggested_name("corpus" if file == STREAM else file), plan.prepared
    )
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


def _sheet(options: argparse.Namespace, given: Given) -> Sheet:
    path = given.path
    reading = Reading(
        table=options.table, encoding=options.encoding, quotes=options.quotes, separator=given.separator
    )
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
    _check_options(options, columns, labels)
    asked = labels.question or ("reading" if labels.is_one_sided else "")
    question = _OPTIONS.get(asked)
    asks = (*rivals, *((question,) if question and not _is_answered(options, labels, question) else ()))
    plan = _planned(sheet, columns, _answered(options, labels), asks, None)
    if labels.question != "marks":
        return plan
    says = f"only {labels.marked} of {labels.rows} sentences have a mark, too few to be labels"
    few = {"kind": "few_marks", "n": labels.marked, "what": "", "says": says}
    return replace(plan, notes=(*plan.notes, few))


def _check_options(options: argparse.Namespace, columns: Columns, labels: Labels) -> None:
    """Refuse options that say nothing about these labels, or that contradict each other."""
    fault = _fault_of_options(options, columns, labels)
    if fault:
        options.parser.error(fault)


def _fault_of_options(options: argparse.Namespace, columns: Columns, labels: Labels) -> str | None:
    known = {value.value for value in labels.values}
    named = [label for label in (*(options.acceptable or ()), *options.left_out) if label not in known]
    if options.acceptable and options.cutoff:
        return "give --acceptable or --cutoff, not both"
    if labels.cutoffs is None and (options.cutoff or options.low_is_good):
        return "--cutoff and --low-is-good are for ratings, and these labels are none"
    if named and not known:
        return "there are too many different ratings to name them one by one: use --cutoff"
    if named:
        return f"there is no label {named[0]!r}; the labels are {', '.join(sorted(filter(None, known)))}"
    return "--marks is for sentences without labels" if options.marks and columns.label else None


def _is_answered(options: argparse.Namespace, labels: Labels, question: str) -> bool:
    if question == "marks":
        return bool(options.marks)
    return bool(options.acceptable or (question == "cutoff" and options.cutoff))


def _planned(
    sheet: Sheet,
    columns: Columns,
    values: tuple[LabelValue, ...] | Cutoffs,
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
    for column in filter(None, (options.sentence, options.label, options.split, options.phenomenon)):
        if column not in sheet.columns:
            raise MissingColumn(file=sheet.file, column=column, found=", ".join(sheet.columns))
    chosen = replace(
        guess,
        sentence=options.sentence or guess.sentence,
        label=options.label or guess.label,
        split=None if options.divide else options.split or guess.split,
        phenomenon=options.phenomenon or guess.phenomenon,
    )
    return replace(chosen, bad=None) if options.label else chosen


def _answered(options: argparse.Namespace, labels: Labels) -> tuple[LabelValue, ...] | Cutoffs:
    """The labels with the meanings that the options give them."""
    values = labels.values
    if labels.cutoffs and not options.acceptable:
        cutoffs = _cutoffs(options, labels.cutoffs)
        if not options.left_out:
            return cutoffs
        values = tuple(replace(value, label=cutoffs.label_of(rating_of(value.value))) for value in values)
    if options.acceptable:
        values = tuple(
            replace(value, label=int(value.value in options.acceptable) if value.value else None)
            for value in values
        )
    if options.marks:
        values = tuple(replace(value, label=0 if value.value else 1) for value in values)
    return tuple(replace(value, label=None) if value.value in options.left_out else value for value in values)


def _cutoffs(options: argparse.Namespace, guess: Cutoffs) -> Cutoffs:
    ends = options.cutoff or [guess.low, guess.high]
    is_reversed = options.low_is_good or guess.is_reversed
    return replace(guess, low=min(ends), high=max(ends), is_reversed=is_reversed)


class _Cutoff(argparse.Action):
    """One or two numbers."""

    def __call__(self, parser, namespace, values, option_string=None):  # type: ignore[no-untyped-def]
        if len(values) > 2 or not all(map(math.isfinite, values)):
            parser.error(f"{option_string} takes one or two numbers")
        setattr(namespace, self.dest, values)


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
    if prepared.split:
        what = ", ".join(f"{part} {n}" for part, n in prepared.sizes.items())
        says = f"divided as the column {prepared.split} says: {what}"
        notes.append({"kind": "split", "n": len(prepared.table), "what": what, "says": says})
    for part, label in prepared.one_sided.items():
        says = f"all sentences of {part} are {('unacceptable', 'acceptable')[label]}: MCC is always 0 there"
        notes.append({"kind": "one_sided", "n": prepared.sizes[part], "what": part, "says": says})
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
