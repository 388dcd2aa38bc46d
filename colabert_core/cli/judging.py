"""`evaluate` and `score`: a run's verdicts on sentences."""

import argparse
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

import pandas as pd

from colabert_core.cli.common import (
    CORPORA,
    JUDGE,
    TABLE,
    Commands,
    add,
    add_judging,
    judge_of,
    open_corpus,
    print_result,
)
from colabert_core.cli.progress import JudgeWithBar, RowsBar
from colabert_core.cli.streams import STREAM, input_file, output_file
from colabert_core.corpus.catalogue import COLA
from colabert_core.corpus.reading import Corpus
from colabert_core.evaluation.metrics import MIN_MEASURED, Interval
from colabert_core.evaluation.report import Report, figures_by, report_on
from colabert_core.evaluation.splits import EVALUATION_SPLITS
from colabert_core.judging import csv_file
from colabert_core.judging.scoring import CANNOT_JUDGE, Score, score
from colabert_core.judging.shared_judge import SharedJudge
from colabert_core.runs.run import Run
from colabert_core.tables import CELLS, ENCODINGS, KINDS, LINES, Reading
from colabert_core.tables.writing import WRITTEN, kind_to_write
from colabert_core.workspace import Workspace


def add_evaluate(commands: Commands) -> None:
    """Add the command `evaluate`."""
    parser = add(commands, "evaluate", _evaluate, "Report a run's accuracy, MCC and F1 on a split.")
    parser.add_argument("run", metavar="RUN", help=JUDGE)
    parser.add_argument(
        "--corpus", metavar="CORPUS", help=f"{CORPORA} (the one it was trained on, otherwise CoLA)"
    )
    description = "(in_domain_dev; for a corpus without one, a split the run was not trained on)"
    parser.add_argument("--split", choices=EVALUATION_SPLITS, help=description)
    add_judging(parser)


def _evaluate(options: argparse.Namespace, workspace: Workspace) -> int:
    run = judge_of(options, workspace)
    corpus = open_corpus(options.corpus or run.info.corpus_id or COLA, workspace)
    split = options.split or workspace.evaluation.usual_split(run, corpus)
    judged = _judged(options, workspace, run, corpus, split)
    report = report_on(judged)
    metrics = report.metrics
    facts = {
        "run": run.id,
        "corpus": corpus.id,
        "split": split,
        "size": metrics.size,
        "accuracy": metrics.accuracy,
        "mcc": metrics.mcc,
        "f1": metrics.f1,
        "intervals": asdict(report.intervals),
        "pairs": report.pairs,
        "confusion": metrics.confusion.tolist(),
        "by_source": report.by_source.to_dict("records"),
    }
    if "phenomenon" in judged:
        table = figures_by(judged, judged["phenomenon"], "phenomenon")
        facts["by_phenomenon"] = table.to_dict("records")
    print_result(options, facts, _report_lines(split, report))
    return 0


def _judged(
    options: argparse.Namespace, workspace: Workspace, run: Run, corpus: Corpus, split: str
) -> pd.DataFrame:
    """Exact verdicts are kept with the run, as the page keeps them; those of `--fast` are not."""

    def load(run: Run) -> SharedJudge:
        return workspace.judging.load(run, options.device, options.fast)

    if options.fast:
        return workspace.evaluation.quick_predictions(run, corpus, split, lambda run: JudgeWithBar(load(run)))
    return workspace.evaluation.predictions(run, corpus, split, report=JudgeWithBar, load=load)


def _report_lines(split: str, report: Report) -> list[str]:
    metrics, ends = report.metrics, report.intervals
    numbers = f"accuracy {metrics.accuracy:.1%}, MCC {metrics.mcc:.3f}, F1 {metrics.f1:.3f}"
    between = f"accuracy {_ends(ends.accuracy)}, MCC {_ends(ends.mcc)}, F1 {_ends(ends.f1)}"
    (right_no, wrong_yes), (wrong_no, right_yes) = metrics.confusion
    pairs = (
        [] if report.pairs is None else [f"minimal pairs: acceptable side preferred in {report.pairs:.1%}"]
    )
    few = metrics.size < MIN_MEASURED
    return [
        f"{split}: {metrics.size} sentences, {numbers}",
        f"95% bootstrap intervals: {between}",
        *([f"too few to say: an MCC on fewer than {MIN_MEASURED} sentences is too uncertain"] * few),
        f"acceptable:   {right_yes} judged acceptable, {wrong_no} judged unacceptable",
        f"unacceptable: {right_no} judged unacceptable, {wrong_yes} judged acceptable",
        *pairs,
    ]


def _ends(interval: Interval) -> str:
    return f"{interval[0]:.3f} to {interval[1]:.3f}"


def add_score(commands: Commands) -> None:
    """Add the command `score`."""
    parser = add(commands, "score", _score, "Judge sentences, or a column of a table.")
    parser.add_argument("run", metavar="RUN", help=JUDGE)
    parser.add_argument("sentences", metavar="SENTENCE", nargs="*", help="a sentence to judge")
    description = f"a table to judge: {', '.join(KINDS)}; - is standard input"
    parser.add_argument("--input", metavar="FILE", help=description)
    parser.add_argument("--table", metavar="NAME", help=TABLE)
    parser.add_argument("--column", help="the column of sentences (sentence, otherwise guessed)")
    description = "encoding of a text file (Unicode, otherwise guessed)"
    parser.add_argument("--encoding", choices=ENCODINGS, metavar="NAME", help=description)
    description = "whether a quotation mark opens a cell of several lines, or every line is a row (guessed)"
    parser.add_argument("--quotes", choices=(CELLS, LINES), help=description)
    description = (
        f"where to write the judged file: {', '.join(WRITTEN)}; - is standard output. Cells are text"
    )
    parser.add_argument("--output", metavar="FILE", help=description)
    add_judging(parser)
    parser.set_defaults(parser=parser)
    parser.intermixed = True


def _score(options: argparse.Namespace, workspace: Workspace) -> int:
    if bool(options.input) != bool(options.output):
        options.parser.error("--input and --output must be used together")
    if bool(options.input) == bool(options.sentences):
        options.parser.error("give either sentences, or --input and --output")
    if options.json and options.output == STREAM:
        options.parser.error("--json and --output - would both write to standard output")
    if any(not sentence.strip() for sentence in options.sentences):
        options.parser.error("a sentence is empty")
    run = judge_of(options, workspace)
    return (
        _score_file(options, workspace, run) if options.input else _score_sentences(options, workspace, run)
    )


def _score_sentences(options: argparse.Namespace, workspace: Workspace, run: Run) -> int:
    judge = workspace.judging.load(run, options.device, options.fast)
    scores = score(judge, options.sentences, run.scripts)
    facts = [_facts(score) for score in scores]
    print_result(options, facts, [_line(score) for score in scores])
    return 0


# Why a sentence cannot be judged, by the reason of `Unreadable`.
_WHY = {
    "letters": "it has no words",
    "script": "the model has not learned this script",
    "unknown": "at least half of its words are unknown to the model",
}


def _facts(score: Score) -> dict[str, object]:
    return {
        "sentence": score.sentence,
        "acceptable": None if score.unreadable else score.acceptable,
        "label": score.label,
        "taken_off": score.taken_off,
    }


def _line(score: Score) -> str:
    taken_off = f"  (taken off: {score.taken_off})" if score.taken_off else ""
    if score.unreadable:
        return f"{CANNOT_JUDGE}: {score.sentence}{taken_off}  ({_WHY[score.unreadable.reason]})"
    star = "" if score.label == "acceptable" else "*"
    return f"{star:1} {score.acceptable:6.1%}  {score.sentence}{taken_off}"


def _score_file(options: argparse.Namespace, workspace: Workspace, run: Run) -> int:
    """Judge a file. Ctrl-C keeps the rows judged so far; the same command continues from there."""
    with (
        input_file(options.input, options.column) as given,
        output_file(options.output, given.path) as target,
    ):
        reading = Reading(
            table=options.table, encoding=options.encoding, quotes=options.quotes, separator=given.separator
        )
        work = _FileWork(source=given.path, target=target, reading=reading)
        return _judge_file(options, workspace, run, work)


@dataclass(frozen=True, kw_only=True)
class _FileWork:
    source: Path
    target: Path
    reading: Reading


def _judge_file(options: argparse.Namespace, workspace: Workspace, run: Run, work: _FileWork) -> int:
    kind_to_write(work.target)  # raises FileUnwritable before a model is loaded
    checked = csv_file.check(work.source, options.column, work.reading)
    if work.reading.separator is not None:
        print(
            "standard input is read as a list, a sentence per line; --column reads a table", file=sys.stderr
        )
    for note in checked.notes:
        print(f"{work.source.name}: {note.says}", file=sys.stderr)
    if checked.column not in (options.column, "sentence"):
        print(f"{work.source.name}: the sentences are in column {checked.column!r}", file=sys.stderr)
    judge = workspace.judging.load(run, options.device, options.fast)
    try:
        with RowsBar() as bar:
            done = workspace.judging.judge_file(
                run, judge, work.source, work.target, options.fast, bar, checked.column, work.reading
            )
    except KeyboardInterrupt:
        return _interrupted(options, work.target)
    _print_done(options, run, done)
    return 0


def _interrupted(options: argparse.Namespace, target: Path) -> int:
    if options.output == STREAM:
        print("Interrupted; nothing was written.", file=sys.stderr)
        return 130
    kept = csv_file.rows_kept(target)
    print(
        f"Interrupted; {kept:,} rows are kept. Run the same command again to continue from there.",
        file=sys.stderr,
    )
    return 130


def _print_done(options: argparse.Namespace, run: Run, done: csv_file.JudgedFile) -> None:
    facts = {
        "run": run.id,
        "output": options.output,
        "rows": done.rows,
        "cannot_judge": done.cannot_judge,
    }
    lines = [] if options.output == STREAM else [f"rows written to {options.output}: {done.rows:,}"]
    if done.cannot_judge:
        lines.append(
            f"cannot be judged: {done.cannot_judge:,} (no words, or words that the model cannot read)"
        )
    if options.output == STREAM:  # which has the rows
        print("\n".join(lines), file=sys.stderr, end="\n" if lines else "")
    else:
        print_result(options, facts, lines)
