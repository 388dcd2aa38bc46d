"""`share`, `open` and `make-starter`: models as small files."""

from pathlib import Path

from colabert_core.cli.common import RUN, add, open_corpus, say
from colabert_core.cli.progress import Telling
from colabert_core.corpus import catalogue
from colabert_core.errors import FileUnreadable, FileUnwritable, reason_of_system
from colabert_core.runs import sharing
from colabert_core.starter.install import STARTER_FOLDER
from colabert_core.starter.recipe import DEV, Recipe, finish, sentences, train
from colabert_core.system.staging import scratch_folder
from colabert_core.workspace import Workspace


def add_share(commands) -> None:
    words = "Write a run as one small file: what it learned, without the encoder."
    parser = add(commands, "share", _share, words)
    parser.add_argument("run", metavar="RUN", help=RUN)
    parser.add_argument("--output", metavar="FILE", required=True, help=f"such as mine{sharing.ENDING}")


def _share(asked, workspace: Workspace) -> int:
    run, target = workspace.runs.store.judge(asked.run), Path(asked.output)
    if not target.absolute().parent.is_dir():
        raise FileUnwritable(file=asked.output, reason="there is no such folder")
    try:
        workspace.runs.share(run, target)
    except OSError as error:
        raise FileUnwritable(file=asked.output, reason=reason_of_system(error)) from error
    facts = {"run": run.id, "output": asked.output, "bytes": target.stat().st_size}
    say(asked, facts, [f"{asked.output}: {facts['bytes'] / 1e6:.1f} MB"])
    return 0


def add_open(commands) -> None:
    parser = add(commands, "open", _open, "Put a shared model among the runs.")
    parser.add_argument("file", metavar="FILE", help=f"a file that ends in {sharing.ENDING}")


def _open(asked, workspace: Workspace) -> int:
    if not Path(asked.file).is_file():
        raise FileUnreadable(file=asked.file, reason="there is no such file")
    run = workspace.runs.open_shared(Path(asked.file), Path(asked.file).name)
    say(asked, {"run": run.id, "folder": str(run.folder)}, [f"{run.name}: {run.id}", str(run.folder)])
    return 0


def add_make_starter(commands) -> None:
    words = "Make the model that comes with ColaBERT anew, from CoLA and our minimal pairs."
    parser = add(commands, "make-starter", _make_starter, words)
    own = "(the package's own folder, for the usual recipe alone)"
    parser.add_argument("--output", metavar="FOLDER", help=f"where its files go {own}")
    parser.set_defaults(parser=parser)
    parser.add_argument("--pairs", type=int, default=Recipe.pairs, help="of the warm-up (%(default)s)")
    parser.add_argument("--epochs", type=int, default=Recipe.epochs, help="over CoLA (%(default)s)")
    seeds = {"type": int, "nargs": "+", "default": Recipe.seeds, "metavar": "N"}
    parser.add_argument("--seeds", **seeds, help="trainings that are averaged (%(default)s)")


def _make_starter(asked, workspace: Workspace) -> int:
    recipe = Recipe(pairs=asked.pairs, epochs=asked.epochs, seeds=tuple(asked.seeds))
    if recipe != Recipe() and not asked.output:
        asked.parser.error("another recipe than the usual one needs --output")
    cola = open_corpus(catalogue.COLA, workspace)
    target = Path(asked.output) if asked.output else STARTER_FOLDER
    lots = sentences(recipe, cola)
    with scratch_folder(workspace.home.root) as folder:
        with Telling() as telling:
            for event in train(recipe, lots, folder):
                telling(event)
        outcome = finish(recipe, lots, cola, folder, target)
    rows = {**{f"seed {seed}": found for seed, found in outcome.seeds.items()}, "starter": outcome.starter}
    say(asked, outcome.to_row(), [_result_line(name, found) for name, found in rows.items()])
    return 0


def _result_line(name: str, found: dict) -> str:
    dev = ", ".join(f"{lot} MCC {found[lot].mcc:.3f}" for lot in ("validation", *DEV))
    return f"{name}: {dev}, held-out pairs {found['held_out_pairs'].pairs:.1%}"
