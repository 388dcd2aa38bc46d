"""`python -m colabert_core`: the same engine without a screen.

With --json the last line of standard output is one JSON object; progress goes to standard error.
Exit code 0: done; 1: the training failed; 2: bad use or an expected failure, told in one plain line;
130: Ctrl-C outside of a training.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from dataclasses import fields

from tqdm import tqdm

from colabert_core import corpus as corpora
from colabert_core import errors
from colabert_core.config import DEVICES, TrainConfig
from colabert_core.corpus import fetch
from colabert_core.encoders import bundled_vocabulary
from colabert_core.errors import ColabertError, FileUnwritable
from colabert_core.evaluation import EVALUATION_SPLITS, evaluate, rows_to_judge
from colabert_core.events import (
    Failed,
)
from colabert_core.history import epoch_table, history_of
from colabert_core.jobs import carry_out, training_of
from colabert_core.paths import Home, home_from
from colabert_core.runs import Run, RunStore
from colabert_core.scoring import judge_table, read_sentences, score
from colabert_core.terminal import Telling, WatchedJudge, interrupts_stop
from colabert_core.tokenization import WordPiece


class _Parser(argparse.ArgumentParser):
    """One plain line on bad use, instead of the usage and a line.

    With `intermixed` set, options may stand between a run and its sentences.
    """

    intermixed = False

    def parse_known_args(self, args=None, namespace=None):
        if not self.intermixed:
            return super().parse_known_args(args, namespace)
        self.intermixed = False  # argparse comes back here for its two passes
        return self.parse_known_intermixed_args(args, namespace)

    def error(self, message):
        self.exit(2, f"{self.prog}: {message} (see {self.prog} --help)\n")


def main(arguments: list[str], environment: Mapping[str, str]) -> int:
    """Run one command; returns the exit code."""
    asked = _parser().parse_args(arguments)
    home = home_from(environment)
    address = environment.get("COLABERT_COLA") or fetch.ADDRESS
    try:
        return asked.command(asked, home, address)
    except ColabertError as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 0
    except OSError as error:  # a home that cannot be made, a disk that is full
        print(f"{error.filename or 'The disk'}: {error.strerror or error}.", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="python -m colabert_core",
        description="Fine-tune BERT on CoLA and judge sentences, without the dashboard.",
        epilog="COLABERT_HOME names the folder for data and runs (default .colabert), "
        "COLABERT_COLA a path or URL of CoLA's zip.",
    )
    commands = parser.add_subparsers(required=True, metavar="command", parser_class=_Parser)
    _add_corpus(commands)
    _add_train(commands)
    _add_evaluate(commands)
    _add_score(commands)
    _add_runs(commands)
    return parser


def _add(commands, name: str, run, words: str) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=words, description=words)
    parser.add_argument("--json", action="store_true", help="print one JSON object as the last line")
    parser.set_defaults(command=run)
    return parser


# --- corpus ------------------------------------------------------------------------------------


def _add_corpus(commands) -> None:
    _add(commands, "corpus", _corpus, "Fetch CoLA if it is not here yet, and describe it.")


def _corpus(asked, home: Home, address: str) -> int:
    corpus = _load_corpus(home, address)
    lengths = WordPiece(bundled_vocabulary()).lengths(list(corpus.split("in_domain_train")["sentence"]))
    facts = {"name": corpus.name, "rows": corpus.rows_per_split(), "longest_tokens": int(lengths.max())}
    lines = [f"{split:20}{count:>7,} sentences" for split, count in facts["rows"].items()]
    _say(asked, facts, [corpus.name, *lines, f"longest training sentence: {facts['longest_tokens']} tokens"])
    return 0


def _load_corpus(home: Home, address: str) -> corpora.Corpus:
    """The corpus of this home, fetched first where it is missing."""
    if not corpora.is_present(home):
        with tqdm(unit="B", unit_scale=True, desc="CoLA", leave=False, disable=None) as bar:

            def advance(done: int, total: int) -> None:
                bar.total = total or None
                bar.update(done - bar.n)

            fetch.fetch(home, address, advance)
    return corpora.load(home)


# --- train -------------------------------------------------------------------------------------


def _add_train(commands) -> None:
    words = "Fine-tune an encoder on CoLA. Ctrl-C stops and keeps the best model."
    parser = _add(commands, "train", _train, words)
    parser.add_argument("--resume", metavar="RUN", help="go on with a stopped or interrupted run")
    parser.add_argument("--name", default="", help="what to call the run")
    parser.add_argument("--encoder", help="bundled, a hub name or a folder (%(default)s)")
    parser.add_argument("--epochs", type=int, help="1 to 10 (%(default)s)")
    parser.add_argument("--batch-size", type=int, help="sentences per step (%(default)s)")
    parser.add_argument("--learning-rate", type=float, help="at its highest (%(default)s)")
    parser.add_argument("--warmup", type=float, help="share of the steps with a rising rate (%(default)s)")
    parser.add_argument("--weight-decay", type=float, help="pull of the weights to 0 (%(default)s)")
    parser.add_argument("--max-length", type=int, help="tokens; longer sentences are cut (%(default)s)")
    parser.add_argument("--seed", type=int, help="decides split, order and first weights (%(default)s)")
    parser.add_argument(
        "--limit", type=int, dest="train_limit", metavar="N", help="train on N sentences only"
    )
    parser.add_argument("--max-steps", type=int, metavar="N", help="end after N steps")
    parser.add_argument("--device", choices=DEVICES, help="where to train (%(default)s)")
    parser.set_defaults(**{field.name: field.default for field in fields(TrainConfig)})


def _train(asked, home: Home, address: str) -> int:
    store = RunStore(home.runs)
    if asked.resume:
        run = store.resumable(asked.resume)
        corpus = _load_corpus(home, address)
    else:
        config = _config(asked)
        corpus = _load_corpus(home, address)
        run = store.create(config, corpus.name, corpus.fingerprint, asked.name)

    work = training_of(run, corpus, resume=bool(asked.resume))
    with Telling() as telling, interrupts_stop(run):
        last = carry_out(home, run, work, telling)
    outcome = _outcome(run)
    _say(asked, outcome, _outcome_lines(outcome))
    if isinstance(last, Failed):
        kind = getattr(errors, last.error, errors.ColabertError)
        print(kind.says.format(**last.facts), file=sys.stderr)
        return 1
    return 0


def _config(asked) -> TrainConfig:
    return TrainConfig(**{field.name: getattr(asked, field.name) for field in fields(TrainConfig)})


def _outcome(run: Run) -> dict:
    history = history_of(run.events())
    epochs = epoch_table(history)[["epoch", "training_loss", "validation_loss", "accuracy", "mcc"]]
    seconds = history.steps["seconds"].sum() + history.validations["seconds"].sum()
    return {
        "run": run.id,
        "folder": str(run.folder),
        "state": str(run.state()),
        "epochs": epochs.to_dict("records"),
        "samples_per_second": round(history.samples_per_second, 1),
        "seconds": round(float(seconds), 1),
    }


def _outcome_lines(outcome: dict) -> list[str]:
    rows = [
        f"epoch {row['epoch']}: training loss {row['training_loss']:.3f}, validation loss "
        f"{row['validation_loss']:.3f}, accuracy {row['accuracy']:.1%}, MCC {row['mcc']:.3f}"
        for row in outcome["epochs"]
    ]
    pace = f"{outcome['samples_per_second']} sentences/s, {outcome['seconds']} s"
    return [f"{outcome['run']}: {outcome['state']}", *rows, pace, outcome["folder"]]


# --- evaluate, score, runs ---------------------------------------------------------------------


def _add_evaluate(commands) -> None:
    parser = _add(commands, "evaluate", _evaluate, "Accuracy, MCC and F1 of a run on a split.")
    parser.add_argument("run", metavar="RUN", help="an id, latest or a folder")
    parser.add_argument("--split", choices=EVALUATION_SPLITS, default="in_domain_dev", help="(%(default)s)")
    parser.add_argument("--device", choices=DEVICES, default="auto", help="(%(default)s)")


def _evaluate(asked, home: Home, address: str) -> int:
    run = RunStore(home.runs).judge(asked.run)
    rows = rows_to_judge(run, _load_corpus(home, address), asked.split)
    metrics = evaluate(_classifier(run, asked.device), rows)
    facts = {
        "run": run.id,
        "split": asked.split,
        "size": metrics.size,
        "accuracy": metrics.accuracy,
        "mcc": metrics.mcc,
        "f1": metrics.f1,
        "confusion": metrics.confusion.tolist(),
    }
    numbers = f"accuracy {metrics.accuracy:.1%}, MCC {metrics.mcc:.3f}, F1 {metrics.f1:.3f}"
    (right_no, wrong_yes), (wrong_no, right_yes) = metrics.confusion
    lines = [
        f"{asked.split}: {metrics.size} sentences, {numbers}",
        f"acceptable:   {right_yes} judged acceptable, {wrong_no} judged unacceptable",
        f"unacceptable: {right_no} judged unacceptable, {wrong_yes} judged acceptable",
    ]
    _say(asked, facts, lines)
    return 0


def _classifier(run: Run, device: str):
    from colabert_core.classifier import Classifier

    return WatchedJudge(Classifier(run.folder, run.info.config.max_length, device))


def _add_score(commands) -> None:
    parser = _add(commands, "score", _score, "Judge sentences, or the column `sentence` of a CSV file.")
    parser.add_argument("run", metavar="RUN", help="an id, latest or a folder")
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
    run = RunStore(home.runs).judge(asked.run)
    return _score_file(asked, run) if asked.input else _score_sentences(asked, run)


def _score_sentences(asked, run: Run) -> int:
    scores = score(_classifier(run, asked.device), asked.sentences)
    facts = [{"sentence": s.sentence, "acceptable": s.acceptable, "label": s.label} for s in scores]
    lines = [f"{'' if s.label == 'acceptable' else '*':1} {s.acceptable:6.1%}  {s.sentence}" for s in scores]
    _say(asked, facts, lines)
    return 0


def _score_file(asked, run: Run) -> int:
    table = read_sentences(asked.input)
    judged = judge_table(_classifier(run, asked.device), table)
    try:
        judged.to_csv(asked.output, index=False, encoding="utf-8")
    except OSError as error:
        raise FileUnwritable(file=asked.output, reason=error.strerror or str(error)) from error
    facts = {"run": run.id, "output": asked.output, "rows": len(judged)}
    _say(asked, facts, [f"{len(judged)} rows written to {asked.output}"])
    return 0


def _add_runs(commands) -> None:
    _add(commands, "runs", _runs, "List the runs, newest first.")


def _runs(asked, home: Home, address: str) -> int:
    rows = [_run_row(run) for run in RunStore(home.runs).all()]
    lines = [f"{row['run']}  {row['state']:11}  {row['encoder']:24}  {_mcc(row['mcc'])}" for row in rows]
    _say(asked, rows, lines or ["There are no runs yet."])
    return 0


def _mcc(value: float | None) -> str:
    return "" if value is None else f"MCC {value:.3f}"


def _run_row(run: Run) -> dict:
    best = history_of(run.events()).best
    return {
        "run": run.id,
        "folder": str(run.folder),
        "state": str(run.state()),
        "encoder": run.info.config.encoder,
        "mcc": None if best is None else float(best["mcc"]),
    }


def _say(asked, facts, lines: list[str]) -> None:
    print(json.dumps(facts, ensure_ascii=False) if asked.json else "\n".join(lines))
