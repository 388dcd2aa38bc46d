"""`evaluate` and `score`: what a run says about sentences."""

import sys
from dataclasses import asdict
from pathlib import Path

import pandas as pd

from colabert_core.cli.common import CORPORA, RUN, add, add_judging, classifier_of, load_corpus, say, store_of
from colabert_core.cli.progress import Rows, WatchedJudge
from colabert_core.corpus import Corpus
from colabert_core.evaluation import (
    EVALUATION_SPLITS,
    Report,
    predictions,
    report_on,
    rows_to_judge,
    splits_for,
)
from colabert_core.evaluation.metrics import Interval
from colabert_core.judging import csv_file
from colabert_core.judging.scoring import score
from colabert_core.runs.run import Run
from colabert_core.system.paths import Home, file_hash


def add_evaluate(commands) -> None:
    parser = add(commands, "evaluate", _evaluate, "Accuracy, MCC and F1 of a run on a split.")
    parser.add_argument("run", metavar="RUN", help=RUN)
    parser.add_argument("--corpus", metavar="CORPUS", help=f"{CORPORA} (the one it was trained on)")
    words = "(in_domain_dev; of a corpus without one, what the run was not trained on)"
    parser.add_argument("--split", choices=EVALUATION_SPLITS, help=words)
    add_judging(parser)


def _evaluate(asked, home: Home, address: str) -> int:
    run = store_of(home).judge(asked.run)
    corpus = load_corpus(asked.corpus or run.info.corpus_id, home, address)
    split = asked.split or _usual_split(run, corpus)
    report = report_on(_judged(asked, run, corpus, split))
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


def _judged(asked, run: Run, corpus: Corpus, split: str) -> pd.DataFrame:
    """Exact verdicts are kept with the run, as the page keeps them; `--fast` ones are not."""
    if asked.fast:
        rows = rows_to_judge(run, corpus, split)
        found = WatchedJudge(classifier_of(run, asked)).probabilities(list(rows["sentence"]))
        return rows.assign(acceptable=found)
    kept, weights = predictions.find(run, corpus, split), run.weights
    if kept is not None:
        return kept
    judge = WatchedJudge(classifier_of(run, asked))
    return predictions.make(run, corpus, split, judge, weights or run.weights)


def _usual_split(run: Run, corpus: Corpus) -> str:
    there = splits_for(run, corpus)
    return "in_domain_dev" if "in_domain_dev" in there or not there else there[0]


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


def _score(asked, home: Home, address: str) -> int:
    if bool(asked.input) != bool(asked.output):
        asked.parser.error("--input and --output go together")
    if bool(asked.input) == bool(asked.sentences):
        asked.parser.error("give sentences, or --input and --output")
    if any(not sentence.strip() for sentence in asked.sentences):
        asked.parser.error("a sentence is empty")
    run = store_of(home).judge(asked.run)
    return _score_file(asked, run) if asked.input else _score_sentences(asked, run)


def _score_sentences(asked, run: Run) -> int:
    scores = score(classifier_of(run, asked), asked.sentences)
    facts = [{"sentence": s.sentence, "acceptable": s.acceptable, "label": s.label} for s in scores]
    lines = [f"{'' if s.label == 'acceptable' else '*':1} {s.acceptable:6.1%}  {s.sentence}" for s in scores]
    say(asked, facts, lines)
    return 0


def _score_file(asked, run: Run) -> int:
    """Ctrl-C keeps what is done; the same command goes on from there."""
    source, target = Path(asked.input), Path(asked.output)
    csv_file.check(source)
    judge = classifier_of(run, asked)
    judge_id = f"{file_hash(run.folder / 'model.safetensors')} {'fast' if asked.fast else 'exact'}"
    try:
        with Rows() as rows:
            number = csv_file.judge_file(judge, source, target, judge_id, on_progress=rows)
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
