"""`evaluate` and `score`: what a run says about sentences."""

from colabert_core.cli.common import CORPORA, RUN, add, classifier_of, load_corpus, say, store_of
from colabert_core.config import DEVICES
from colabert_core.corpus import Corpus
from colabert_core.errors import FileUnwritable
from colabert_core.evaluation import EVALUATION_SPLITS, Report, evaluate, rows_to_judge, splits_for
from colabert_core.paths import Home
from colabert_core.runs import Run
from colabert_core.scoring import judge_table, read_sentences, score


def add_evaluate(commands) -> None:
    parser = add(commands, "evaluate", _evaluate, "Accuracy, MCC and F1 of a run on a split.")
    parser.add_argument("run", metavar="RUN", help=RUN)
    parser.add_argument("--corpus", metavar="CORPUS", help=f"{CORPORA} (the one it was trained on)")
    words = "(in_domain_dev; of a corpus without one, what the run was not trained on)"
    parser.add_argument("--split", choices=EVALUATION_SPLITS, help=words)
    parser.add_argument("--device", choices=DEVICES, default="auto", help="(%(default)s)")


def _evaluate(asked, home: Home, address: str) -> int:
    run = store_of(home).judge(asked.run)
    corpus = load_corpus(asked.corpus or run.info.corpus_id, home, address)
    split = asked.split or _usual_split(run, corpus)
    report = evaluate(classifier_of(run, asked.device), rows_to_judge(run, corpus, split))
    metrics = report.metrics
    facts = {
        "run": run.id,
        "corpus": corpus.id,
        "split": split,
        "size": metrics.size,
        "accuracy": metrics.accuracy,
        "mcc": metrics.mcc,
        "f1": metrics.f1,
        "pairs": report.pairs,
        "confusion": metrics.confusion.tolist(),
        "by_source": report.by_source.to_dict("records"),
    }
    say(asked, facts, _report_lines(split, report))
    return 0


def _usual_split(run: Run, corpus: Corpus) -> str:
    there = splits_for(run, corpus)
    return "in_domain_dev" if "in_domain_dev" in there or not there else there[0]


def _report_lines(split: str, report: Report) -> list[str]:
    metrics = report.metrics
    numbers = f"accuracy {metrics.accuracy:.1%}, MCC {metrics.mcc:.3f}, F1 {metrics.f1:.3f}"
    (right_no, wrong_yes), (wrong_no, right_yes) = metrics.confusion
    pairs = [] if report.pairs is None else [f"minimal pairs: the right side preferred in {report.pairs:.1%}"]
    return [
        f"{split}: {metrics.size} sentences, {numbers}",
        f"acceptable:   {right_yes} judged acceptable, {wrong_no} judged unacceptable",
        f"unacceptable: {right_no} judged unacceptable, {wrong_yes} judged acceptable",
        *pairs,
    ]


def add_score(commands) -> None:
    parser = add(commands, "score", _score, "Judge sentences, or the column `sentence` of a CSV file.")
    parser.add_argument("run", metavar="RUN", help=RUN)
    parser.add_argument("sentences", metavar="SENTENCE", nargs="*")
    parser.add_argument("--input", metavar="FILE", help="a CSV file with the column sentence")
    parser.add_argument("--output", metavar="FILE", help="where the judged CSV goes")
    parser.add_argument("--device", choices=DEVICES, default="auto", help="(%(default)s)")
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
    scores = score(classifier_of(run, asked.device), asked.sentences)
    facts = [{"sentence": s.sentence, "acceptable": s.acceptable, "label": s.label} for s in scores]
    lines = [f"{'' if s.label == 'acceptable' else '*':1} {s.acceptable:6.1%}  {s.sentence}" for s in scores]
    say(asked, facts, lines)
    return 0


def _score_file(asked, run: Run) -> int:
    table = read_sentences(asked.input)
    judged = judge_table(classifier_of(run, asked.device), table)
    try:
        judged.to_csv(asked.output, index=False, encoding="utf-8")
    except OSError as error:
        raise FileUnwritable(file=asked.output, reason=error.strerror or str(error)) from error
    facts = {"run": run.id, "output": asked.output, "rows": len(judged)}
    say(asked, facts, [f"{len(judged)} rows written to {asked.output}"])
    return 0
