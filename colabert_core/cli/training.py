"""`train` and `runs`: fine-tune an encoder, list the runs."""

import argparse
import sys
from dataclasses import fields, replace
from typing import Any

from colabert_core.cli.common import CORPORA, Commands, add, open_corpus, print_result
from colabert_core.cli.progress import TrainingBar, interrupts_stop
from colabert_core.config import BUNDLED, DEVICES, PRECISIONS, PRESETS, TUTORIAL, TrainConfig
from colabert_core.corpus import Corpus, catalogue
from colabert_core.evaluation import MIN_MEASURED, mcc_interval
from colabert_core.events import Failed, error_of
from colabert_core.judging.readable import unknown_in
from colabert_core.runs.history import History, epoch_table, history_of
from colabert_core.runs.run import Run
from colabert_core.training.watched_sentences import MAX_OWN, MAX_OWN_LENGTH, own_sentences_in
from colabert_core.workspace import Workspace


def add_train(commands: Commands) -> None:
    """Add the command `train`."""
    description = "Fine-tune an encoder on a corpus. Ctrl-C stops the training and keeps the best model."
    parser = add(commands, "train", _train, description)
    parser.add_argument("--resume", metavar="RUN", help="continue a run that did not finish")
    parser.add_argument("--name", default="", help="a name for the run")
    parser.add_argument("--corpus", default=catalogue.COLA, metavar="CORPUS", help=f"{CORPORA} (%(default)s)")
    description = (
        "settings to start from, as on the page; the options below change them (tutorial). minute measures "
        "how much this computer learns in a minute"
    )
    parser.add_argument("--preset", choices=PRESETS, help=description)
    description = "bundled, pretrained (already a judge), the name of a model on the hub, or a folder"
    parser.add_argument("--encoder", help=f"{description} ({BUNDLED}; with --preset, the page's usual one)")
    parser.add_argument("--epochs", type=int, help=f"1 to 10 ({TUTORIAL.epochs})")
    parser.add_argument("--batch-size", type=int, help=f"sentences per step ({TUTORIAL.batch_size})")
    description = f"peak learning rate ({TUTORIAL.learning_rate})"
    parser.add_argument("--learning-rate", type=float, help=description)
    description = f"share of the steps in which the learning rate rises ({TUTORIAL.warmup})"
    parser.add_argument("--warmup", type=float, help=description)
    description = f"pulls the weights towards 0 ({TUTORIAL.weight_decay})"
    parser.add_argument("--weight-decay", type=float, help=description)
    description = f"in tokens; longer sentences are truncated ({TUTORIAL.max_length})"
    parser.add_argument("--max-length", type=int, help=description)
    description = f"determines the validation part, the order and the initial weights ({TUTORIAL.seed})"
    parser.add_argument("--seed", type=int, help=description)
    parser.add_argument(
        "--limit", type=int, dest="train_limit", metavar="N", help="train on N sentences only"
    )
    parser.add_argument("--max-steps", type=int, metavar="N", help="stop after N steps")
    parser.add_argument("--device", choices=DEVICES, help=f"device to train on ({TUTORIAL.device})")
    description = "of matrix products; auto: bf16 if the processor supports it"
    parser.add_argument("--precision", choices=PRECISIONS, help=f"{description} ({TUTORIAL.precision})")
    description = (
        f"a sentence for the replay of a new run, with * in front if unacceptable; up to {MAX_OWN} times"
    )
    parser.set_defaults(parser=parser)
    parser.add_argument("--watch", action="append", default=[], metavar="SENTENCE", help=description)


def _train(options: argparse.Namespace, workspace: Workspace) -> int:
    store = workspace.runs.store
    if options.resume and options.preset:
        options.parser.error("a resumed run keeps its settings: leave out --preset")
    if options.resume:
        run = store.resumable(options.resume)
        corpus = open_corpus(run.info.corpus_id, workspace)
    else:
        TrainConfig(**_given(options))  # raises BadSettings before CoLA is downloaded
        corpus = open_corpus(options.corpus, workspace)
        config = _config(options, workspace, corpus)
        run = workspace.training.create(config, corpus, options.name, _watched(options.watch))

    _warn_of_unknown_words(workspace, run, corpus)
    with TrainingBar() as bar, interrupts_stop(run):
        last = workspace.training.carry_out(run, corpus, bar, resume=bool(options.resume))
    outcome = _outcome(run)
    print_result(options, outcome, _outcome_lines(outcome))
    if isinstance(last, Failed):
        print(error_of(last), file=sys.stderr)
        return 1
    return 0


def _warn_of_unknown_words(workspace: Workspace, run: Run, corpus: Corpus) -> None:
    """Say how much of the corpus the encoder's vocabulary lacks, if that is much."""
    word_piece = workspace.encoders.word_piece(run.info.config.encoder)
    if word_piece is None:  # it must be downloaded first
        return
    unknown = unknown_in(word_piece, list(corpus.split("in_domain_train")["sentence"]))
    if unknown.is_much:
        print(
            f"Warning: the vocabulary of this encoder lacks {unknown.words:.0%} of the words, in "
            f"{unknown.sentences:.0%} of the sentences. It can hardly learn from them. "
            "Choose an encoder that was trained on this language.",
            file=sys.stderr,
        )


def _watched(lines: list[str]) -> tuple[str, ...]:
    own = own_sentences_in(lines)
    if left_out := own.too_many + own.too_long:
        limits = f"at most {MAX_OWN} sentences of up to {MAX_OWN_LENGTH} characters"
        print(f"Left out of the replay: {left_out}. It takes {limits}.", file=sys.stderr)
    return own.kept


def _config(options: argparse.Namespace, workspace: Workspace, corpus: Corpus) -> TrainConfig:
    """The settings of the preset, changed by the options that were given."""
    encoder = options.encoder
    if encoder is None:
        encoder = workspace.encoders.default() if options.preset else BUNDLED
    encoder = workspace.encoders.named(encoder)
    preset = workspace.preset(options.preset or "tutorial", encoder, corpus)
    return replace(preset, **_given(options))


def _given(options: argparse.Namespace) -> dict[str, Any]:
    """The settings, apart from the encoder, that the options name."""
    names = (field.name for field in fields(TrainConfig) if field.name != "encoder")
    return {name: value for name in names if (value := getattr(options, name, None)) is not None}


def _outcome(run: Run) -> dict[str, Any]:
    """What --json prints of a training."""
    history = history_of(run.events())
    epochs = epoch_table(history)[["epoch", "training_loss", "validation_loss", "accuracy", "mcc"]]
    seconds = history.steps["seconds"].sum() + history.validations["seconds"].sum()
    return {
        "run": run.id,
        "name": run.name,
        "folder": str(run.folder),
        "state": str(run.state()),
        "epochs": epochs.to_dict("records"),
        "too_few": _too_few(history),
        "samples_per_second": round(history.samples_per_second, 1),
        "seconds": round(float(seconds), 1),
    }


def _too_few(history: History) -> str | None:
    """How little the MCC says if it was measured on few sentences; None if they were enough."""
    best, started = history.best, history.started
    if best is None or started is None or started.validation_size >= MIN_MEASURED:
        return None
    low, high = mcc_interval(float(best["mcc"]), started.validation_size)
    return f"{started.validation_size} validation sentences, MCC between {low:.2f} and {high:.2f} (95%)"


def _outcome_lines(outcome: dict[str, Any]) -> list[str]:
    rows = [
        f"epoch {row['epoch']}: training loss {row['training_loss']:.3f}, validation loss "
        f"{row['validation_loss']:.3f}, accuracy {row['accuracy']:.1%}, MCC {row['mcc']:.3f}"
        for row in outcome["epochs"]
    ]
    if outcome["too_few"]:
        rows.append(f"too few to say: {outcome['too_few']}")
    pace = f"{outcome['samples_per_second']} sentences/s, {outcome['seconds']} s"
    return [f"{outcome['run']}: {outcome['state']}", *rows, pace, outcome["folder"]]


def add_runs(commands: Commands) -> None:
    """Add the command `runs`."""
    add(commands, "runs", _runs, "List the runs, newest first.")


def _runs(options: argparse.Namespace, workspace: Workspace) -> int:
    rows = [_run_row(run) for run in workspace.runs.store.all()]
    print_result(options, rows, [_run_line(row) for row in rows])
    return 0


def _run_line(row: dict[str, Any]) -> str:
    encoder = f"{row['encoder']:24}  {_mcc(row['mcc'])}"
    return f"{row['run']:26}  {row['name']:24.24}  {row['state']:11}  {encoder}"


def _mcc(value: float | None) -> str:
    return "" if value is None else f"MCC {value:.3f}"


def _run_row(run: Run) -> dict[str, Any]:
    """What --json prints of a run."""
    best = history_of(run.events()).best
    return {
        "run": run.id,
        "name": run.name,
        "folder": str(run.folder),
        "state": str(run.state()),
        "encoder": run.info.config.encoder,
        "mcc": None if best is None else float(best["mcc"]),
    }
