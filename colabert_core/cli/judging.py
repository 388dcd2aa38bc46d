"""`evaluate` and `score`: what a run says about sentences."""

import sys
from dataclasses import asdict
from pathlib import Path

import pandas as pd

from colabert_core.cli.common import CORPORA, RUN, add, add_judging, open_corpus, say
from colabert_core.cli.progress import JudgeWithBar, Rows
from colabert_core.corpus.reading import Corpus
from colabert_core.evaluation.metrics import Interval
from colabert_core.evaluation.report import Report, report_on
from colabert_core.evaluation.splits import EVALUATION_SPLITS
from colabert_core.judging import csv_file
from colabert_core.judging.scoring import Judge, score
from colabert_core.runs.run import Run
from colabert_core.workspace import Workspace


def add_evaluate(commands) -> None:
    parser = add(commands, "evaluate", _evaluate, "Accuracy, MCC and F1 of a run on a split.")
    parser.add_argument("run", metavar="RUN", help=RUN)
    parser.add_argument("--corpus", metavar="CORPUS", help=f"{CORPORA} (the one it was trained on)")
    words = "(in_domain_dev; of a corpus without one, what the run was not trained on)"
    parser.add_argument("--split", choices=EVALUATION_SPLITS, help=words)
    add_judging(parser)


def _evaluate(asked, workspace: Workspace) -> int:
    run = workspace.runs.store.judge(asked.run)
    corpus = open_corpus(asked.corpus or run.info.corpus_id, workspace)
    split = asked.split or workspace.evaluation.usual_split(run, corpus)
    report = report_on(_judged(asked, workspace, run, corpus, split))
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
    say(asked, facts, _report_lines(split, report))
    return 0


def _judged(asked, workspace: Workspace, run: Run, corpus: Corpus, split: str) -> pd.DataFrame:
    """Exact verdicts are kept with the run, as the page keeps them; `--fast` ones are not."""

    def load(run: Run) -> Judge:
        return workspace.judging.load(run, asked.device, asked.fast)

    if asked.fast:
        return workspace.evaluation.quick_predictions(run, corpus, split, lambda run: JudgeWithBar(load(run)))
    return workspace.evaluation.predictions(run, corpus, split, report=JudgeWithBar, load=load)


def _report_lines(split: str, report: Report) -> list[str]:
    metrics, ends = report.metrics, report.intervals
    numbers = f"accuracy {metrics.accuracy:.1%}, MCC {metrics.mcc:.3f}, F1 {metrics.f1:.3f}"
    between = f"accuracy {_ends(ends.accuracy)}, MCC {_ends(ends.mcc)}, F1 {_ends(ends.f1)}"
    (right_no, wrong_yes), (wrong_no, right_yes) = metrics.confusion
    pairs = [] if report.pairs is None else [f"minimal pairs: the right side preferred in {report.pairs:.1%}"]
    return [
        f"{split}: {metrics.size} sentences, {numbers}",
        f"95 % bootstrap intervals: {between}",
        f"acceptable:   {right_yes} judged acceptable, {wrong_no} judged unacceptable",
        f"unacceptable: {right_no} judged unacceptable, {wrong_yes} judged acceptable",
        *pairs,
    ]


def _ends(interval: Interval) -> str:
    return f"{interval[0]:.3f} to {interval[1]:.3f}"


def add_score(commands) -> None:
    parser = add(commands, "score", _score, "Judge sentences, or the column `sentence` of a CSV file.")
    parser.add_argument("run", metavar="RUN", help=RUN)
    parser.add_argument("sentences", metavar="SENTENCE", nargs="*")
    parser.add_argument("--input", metavar="FILE", help="a CSV file with the column sentence")
    parser.add_argument("--output", metavar="FILE", help="where the judged CSV goes")
    add_judging(parser)
    parser.set_defaults(parser=parser)
    parser.intermixed = True


def _score(asked, workspace: Workspace) -> int:
    if bool(asked.input) != bool(asked.output):
        asked.parser.error("--input and --output go together")
    if bool(asked.input) == bool(asked.sentences):
        asked.parser.error("give sentences, or --input and --output")
    if any(not sentence.strip() for sentence in asked.sentences):
        asked.parser.error("a sentence is empty")
    run = workspace.runs.store.judge(asked.run)
    return _score_file(asked, workspace, run) if asked.input else _score_sentences(asked, workspace, run)


def _score_sentences(asked, workspace: Workspace, run: Run) -> int:
    scores = score(workspace.judging.load(run, asked.device, asked.fast), asked.sentences)
    facts = [{"sentence": s.sentence, "acceptable": s.acceptable, "label": s.label} for s in scores]
    lines = [f"{'' if s.label == 'acceptable' else '*':1} {s.acceptable:6.1%}  {s.sentence}" for s in scores]
    say(asked, facts, lines)
    return 0


def _score_file(asked, workspace: Workspace, run: Run) -> int:
    """Ctrl-C keeps what is done; the same command goes on from there."""
    source, target = Path(asked.input), Path(asked.output)
    csv_file.check(source)
    judge = workspace.judging.load(run, asked.device, asked.fast)
    try:
        with Rows() as rows:
            number = workspace.judging.judge_file(run, judge, source, target, asked.fast, rows)
    except KeyboardInterrupt:
        kept = csv_file.rows_kept(target)
        print(f"Interrupted; {kept:,} rows are kept. The same command goes on from there.", file=sys.stderr)
        return 130
    say(
        asked,
        {"run": run.id, "output": asked.output, "rows": number},
        [f"{number} rows written to {asked.output}"],
    )
    return 0
