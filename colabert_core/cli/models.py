"""`share`, `export`, `open` and `make-starter`: models and what is known of them as files."""

import argparse
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from colabert_core.cli.common import RUN, Commands, Parser, add, add_acceptable, open_corpus, print_result
from colabert_core.cli.progress import DownloadBar, StarterBar
from colabert_core.corpus import catalogue
from colabert_core.errors import FileUnreadable, FileUnwritable, reason_of_system
from colabert_core.runs import file_name, sharing
from colabert_core.runs.run import Run
from colabert_core.starter.finishing import finish
from colabert_core.starter.install import STARTER_FOLDER
from colabert_core.starter.outcome import DEV, Recipe, Results
from colabert_core.starter.recipe import make
from colabert_core.starter.sentences import sentences
from colabert_core.workspace import Workspace


def add_share(commands: Commands) -> None:
    """Add the command `share`."""
    description = "Write a run as one small file: what it learned, without the encoder."
    parser = add(commands, "share", _share, description)
    parser.add_argument("run", metavar="RUN", help=RUN)
    _add_output(parser, sharing.ENDING)


def _add_output(parser: Parser, ending: str) -> None:
    description = f"default: the run's name and its date in this folder, for example mine 2026-11-27{ending}"
    parser.add_argument("--output", metavar="FILE", help=description)


def _share(options: argparse.Namespace, workspace: Workspace) -> int:
    run = workspace.runs.store.judge(options.run)
    target = _target(options, run, sharing.ENDING)
    return _written(options, run, target, lambda: workspace.runs.share(run, target))


def add_export(commands: Commands) -> None:
    """Add the command `export`."""
    description = (
        "Write everything of a run as one zip or one .xlsx: settings, curves, verdicts, figures, slices, "
        "report cards, errors and the model card. Parts of its corpus not judged yet are judged first."
    )
    parser = add(commands, "export", _export, description)
    parser.add_argument("run", metavar="RUN", help=RUN)
    _add_output(parser, ".zip")


def _export(options: argparse.Namespace, workspace: Workspace) -> int:
    run = workspace.runs.store.find(options.run)
    target = _target(options, run, ".zip")
    return _written(options, run, target, lambda: workspace.exporting.export(run, target))


def _target(options: argparse.Namespace, run: Run, ending: str) -> Path:
    """The file that was named, or a file in this folder that the run names. Raises FileUnwritable."""
    target = Path(options.output or file_name(run, ending))
    if not target.absolute().parent.is_dir():
        raise FileUnwritable(file=str(target), reason="there is no such folder")
    return target


def _written(options: argparse.Namespace, run: Run, target: Path, write: Callable[[], None]) -> int:
    try:
        write()
    except OSError as error:
        raise FileUnwritable(file=str(target), reason=reason_of_system(error)) from error
    size = target.stat().st_size
    facts = {"run": run.id, "output": str(target), "bytes": size}
    print_result(options, facts, [f"{target}: {size / 1e6:.1f} MB"])
    return 0


def add_open(commands: Commands) -> None:
    """Add the command `open`."""
    description = "Add a shared model, or a finished classifier from elsewhere, to the runs."
    parser = add(commands, "open", _open, description)
    description = (
        f"a file whose name ends in {sharing.ENDING}; "
        "or a finished classifier: a zip, a folder or a name on the hub"
    )
    parser.add_argument("file", metavar="FILE", help=description)
    add_acceptable(parser)


def _open(options: argparse.Namespace, workspace: Workspace) -> int:
    run = _opened(options, workspace)
    known = run.info.elsewhere
    facts: dict[str, object] = {"run": run.id, "folder": str(run.folder), "elsewhere": None}
    lines = [f"{run.name}: {run.id}", str(run.folder)]
    if known:
        acceptable = workspace.runs.acceptable_of(run)
        facts["elsewhere"] = {**asdict(known), "acceptable": acceptable}
        lines.append(f"not trained with ColaBERT; its label {acceptable!r} means acceptable")
    print_result(options, facts, lines)
    return 0


def _opened(options: argparse.Namespace, workspace: Workspace) -> Run:
    file = Path(options.file)
    if file.is_file():
        return workspace.runs.open_file(file, file.name, options.acceptable)
    if file.suffix == ".zip" or not (file.is_dir() or "/" in options.file):
        raise FileUnreadable(file=options.file, reason="there is no such file")
    with DownloadBar(options.file) as bar:
        return workspace.runs.open_named(
            options.file, options.acceptable, lambda event: bar(event.done, event.total)
        )


def add_make_starter(commands: Commands) -> None:
    """Add the command `make-starter`."""
    description = "Train the model included with ColaBERT again, as the student of a larger one."
    parser = add(commands, "make-starter", _make_starter, description)
    default = "(the package's own folder, for the default recipe only)"
    parser.add_argument("--output", metavar="FOLDER", help=f"where to write its files {default}")
    description = (
        "where to keep what is finished, so that a stopped recipe goes on (a folder in COLABERT_HOME)"
    )
    parser.add_argument("--work", metavar="FOLDER", help=description)
    description = (
        "a folder or hub name that transformers can open (all-mpnet-base-v2, from the package index)"
    )
    parser.add_argument("--teacher", metavar="NAME", default=Recipe.teacher, help=description)
    parser.set_defaults(parser=parser)
    parser.add_argument("--pairs", type=int, default=Recipe.pairs, help="minimal pairs (%(default)s)")
    description = "altered sentences from CoLA (%(default)s)"
    parser.add_argument("--altered", type=int, default=Recipe.altered_cola, help=description)
    parser.add_argument("--epochs", type=int, default=Recipe.epochs, help="epochs on CoLA (%(default)s)")
    description = "a training for each seed; their weights are averaged (%(default)s)"
    parser.add_argument("--seeds", type=int, nargs="+", default=Recipe.seeds, metavar="N", help=description)


def _make_starter(options: argparse.Namespace, workspace: Workspace) -> int:
    recipe = Recipe(
        teacher=options.teacher,
        pairs=options.pairs,
        altered_cola=options.altered,
        epochs=options.epochs,
        seeds=tuple(options.seeds),
    )
    if recipe != Recipe() and not options.output:
        options.parser.error("any recipe but the default one needs --output")
    cola = open_corpus(catalogue.COLA, workspace)
    target = Path(options.output) if options.output else STARTER_FOLDER
    folder = Path(options.work) if options.work else workspace.home.root / "make-starter"
    data = sentences(recipe, cola)
    with StarterBar() as bar:
        for news in make(recipe, data, folder):
            bar(news)
    outcome = finish(recipe, data, cola, folder, target)
    rows = {
        "teacher": outcome.teacher,
        **{f"seed {seed}": results for seed, results in outcome.seeds.items()},
    }
    lines = [_result_line(name, results) for name, results in {**rows, "starter": outcome.starter}.items()]
    print_result(options, outcome.to_row(), lines)
    return 0


def _result_line(name: str, results: Results) -> str:
    dev = ", ".join(f"{test_set} MCC {results[test_set].mcc:.3f}" for test_set in ("validation", *DEV))
    everyday = results["everyday"]
    return (
        f"{name}: {dev}, held-out pairs {results['held_out_pairs'].pairs:.1%}, "
        f"everyday errors found {everyday.found:.0%}, everyday sentences accepted {everyday.accepted:.0%}"
    )
