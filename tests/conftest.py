"""Fixtures that all tests share: a corpus, a home, a tiny encoder, a run, a server.

The sentences are our own. The variable COLABERT_COLA names the real CoLA; if it is not set, the tests that
need it are skipped.
"""

import json
import os
import random
import shutil
import sys
import tempfile
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path

import pytest
from safetensors.numpy import load_file, save_file

sys.path.insert(
    0, str(Path(__file__).resolve().parents[1])
)  # so that plain `pytest` finds the repository too

from colabert_core.config import TrainConfig
from colabert_core.corpus import annotations, fetch, load
from colabert_core.encoders import bundled_vocabulary
from colabert_core.encoders.folders import belongs
from colabert_core.runs.run import Run
from colabert_core.runs.store import RunStore
from colabert_core.system.paths import Home
from colabert_core.training.jobs import carry_out, training_of

# --- an isolated environment -----------------------------------------------------------------------


def pytest_configure(config):
    """The hub's library reads its variables when it is imported, so they are set before any test."""
    config.stash[_HUB] = tempfile.TemporaryDirectory(prefix="colabert-hub-")
    os.environ["HF_HOME"] = config.stash[_HUB].name
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # so small a model is faster on one thread
    os.environ.pop("HF_ENDPOINT", None)


def pytest_unconfigure(config):
    if _HUB in config.stash:
        config.stash[_HUB].cleanup()


_HUB = pytest.StashKey[tempfile.TemporaryDirectory]()


# --- a small corpus of CoLA's layout ---------------------------------------------------------------

_NOUNS = ("cat", "teacher", "neighbour", "painter", "driver", "pilot", "farmer", "robot", "singer", "guest")
_VERBS = {  # stem and past tense; stem + "ed" is not English
    "swim": "swam",
    "know": "knew",
    "teach": "taught",
    "fly": "flew",
    "think": "thought",
    "sleep": "slept",
    "speak": "spoke",
    "fall": "fell",
}
_TAILS = ("", " in the garden", " after lunch", " every Sunday", " with great care", ", as we all know")
_IN_DOMAIN = ("ks08", "l-93", "r-67", "ad03", "bc01", "c_13")
_OUT_OF_DOMAIN = ("swb04", "c-05", "clc95", "s_97")
_MARKS = ("*", "*", "*", "?*", "??")


def _acceptable(draw: random.Random) -> str:
    noun, verb, tail = draw.choice(_NOUNS), draw.choice(list(_VERBS)), draw.choice(_TAILS)
    return draw.choice(
        (
            f"The {noun} {_VERBS[verb]}{tail}.",
            f"These {noun}s {_VERBS[verb]}{tail}.",
            f"My {noun} can {verb}{tail}.",
            f'"The {noun}s {verb}{tail}," she said.',
        )
    )


def _unacceptable(draw: random.Random) -> str:
    """A past tense that does not exist, or a verb that does not agree."""
    noun, verb, tail = draw.choice(_NOUNS), draw.choice(list(_VERBS)), draw.choice(_TAILS)
    return draw.choice(
        (
            f"The {noun} {verb}ed{tail}.",
            f"These {noun}s {verb}ed{tail}.",
            f"My {noun} can {verb}ed{tail}.",
            f"These {noun} {_VERBS[verb]}{tail}.",
        )
    )


def _row(draw: random.Random, sources: tuple[str, ...]) -> str:
    if draw.random() < 0.7:
        return f"{draw.choice(sources)}\t1\t\t{_acceptable(draw)}"
    return f"{draw.choice(sources)}\t0\t{draw.choice(_MARKS)}\t{_unacceptable(draw)}"


def _different_rows(draw: random.Random, sources: tuple[str, ...], number: int) -> list[str]:
    rows = {}
    while len(rows) < number:
        row = _row(draw, sources)
        rows.setdefault(row.split("\t")[3], row)
    return list(rows.values())


def corpus_files() -> dict[str, str]:
    """The three raw files: 240, 40 and 40 rows.

    In the training file, 6 sentences occur twice, 3 of them with both labels; 4 in-domain dev sentences are
    also in the training file.
    """
    draw = random.Random(7)
    train = _different_rows(draw, _IN_DOMAIN, 234)
    same = [row for row in train if "\t1\t" in row][:3]
    other = [row for row in train if "\t0\t*\t" in row][:3]
    train += same + ["r-67\t1\t\t" + row.split("\t")[3] for row in other]
    dev = _different_rows(draw, _IN_DOMAIN, 400)
    known = {row.split("\t")[3] for row in train}
    new = [row for row in dev if row.split("\t")[3] not in known][:36]
    out = _different_rows(draw, _OUT_OF_DOMAIN, 40)
    return {
        "in_domain_train": "\n".join(train) + "\n",
        "in_domain_dev": "\n".join(new + train[20:24]) + "\n",
        "out_of_domain_dev": "\n".join(out),  # no newline at the end, as in CoLA
    }


@pytest.fixture(scope="session")
def corpus_zip(tmp_path_factory) -> Path:
    """A well-formed zip of CoLA's layout with sentences of our own."""
    path = tmp_path_factory.mktemp("zip") / "cola_public_1.1.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("cola_public/README", "A small corpus for tests.\n")
        for split, text in corpus_files().items():
            zipped.writestr(f"cola_public/raw/{split}.tsv", text)
            zipped.writestr(f"cola_public/tokenized/{split}.tsv", text.lower())
    return path


@pytest.fixture(scope="session")
def make_home(tmp_path_factory, corpus_zip):
    """A factory of homes, each in its own folder with the small corpus installed."""

    def make() -> Home:
        home = Home(tmp_path_factory.mktemp("home"))
        fetch.install(home, corpus_zip, sha256=None)
        return home

    return make


@pytest.fixture
def home(make_home) -> Home:
    return make_home()


@pytest.fixture
def empty_home(tmp_path) -> Home:
    """A home that has never been used."""
    return Home(tmp_path / "empty-home")


# --- the real CoLA ---------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def cola_zip() -> Path:
    path = Path(os.environ.get("COLABERT_COLA") or "")
    if not path.is_file():
        pytest.skip("COLABERT_COLA does not name CoLA's zip file")
    return path


@pytest.fixture(scope="session")
def cola(cola_zip, tmp_path_factory):
    """The real corpus, installed from its published zip."""
    home = Home(tmp_path_factory.mktemp("cola"))
    fetch.install(home, cola_zip)
    return load(home)


@pytest.fixture(scope="session")
def cola_annotations_zip(cola_zip) -> Path:
    path = cola_zip.parent / annotations.ARCHIVE
    if not path.is_file():
        pytest.skip("the grammatical annotations do not lie beside CoLA's zip file")
    return path


@pytest.fixture(scope="session")
def cola_annotations(cola_annotations_zip, tmp_path_factory):
    """The real annotations, installed from their published zip."""
    home = Home(tmp_path_factory.mktemp("annotations"))
    annotations.install(home, cola_annotations_zip)
    return annotations.load(home)


# --- a tiny encoder and a run trained with it ------------------------------------------------------

_TINY = {
    "hidden_size": 32,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "intermediate_size": 64,
    "initializer_range": 0.2,  # large, so that even random features distinguish sentences
}


@pytest.fixture(scope="session")
def tiny_encoder(tmp_path_factory) -> Path:
    """A BERT of two layers, 32 wide, with random weights and the bundled encoder's vocabulary."""
    import torch
    from transformers import BertConfig, BertModel

    folder = tmp_path_factory.mktemp("encoder") / "tiny-bert"
    with torch.random.fork_rng():
        torch.manual_seed(1)
        model = BertModel(BertConfig(**_TINY))
    model.save_pretrained(folder)
    for file in ("vocab.txt", "tokenizer.json"):
        shutil.copyfile(bundled_vocabulary() / file, folder / file)
    return folder


@pytest.fixture(scope="session")
def few_words(tiny_encoder, tmp_path_factory) -> Path:
    """The tiny encoder with a vocabulary of a few English words."""
    folder = tmp_path_factory.mktemp("encoder") / "few-words"
    shutil.copytree(tiny_encoder, folder)
    (folder / "tokenizer.json").unlink()
    words = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "pilot", "slept", ".")
    (folder / "vocab.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def roomy_bert(tmp_path_factory) -> Path:
    """A BERT without a tokenizer, with room in its table for those of `tests.core.tokenizer_kinds`."""
    from transformers import BertConfig, BertModel

    folder = tmp_path_factory.mktemp("encoder") / "roomy-bert"
    BertModel(BertConfig(vocab_size=400, **_TINY)).save_pretrained(folder)
    return folder


@pytest.fixture(scope="session")
def trained_run(make_home, tiny_encoder) -> tuple[Home, Run]:
    """A home with a finished run, one epoch with the tiny encoder. Read only: tests share it."""
    home = make_home()
    corpus = load(home)
    config = TrainConfig(
        encoder=str(tiny_encoder), epochs=1, batch_size=16, learning_rate=2e-3, max_length=32, device="cpu"
    )
    run = RunStore(home.runs).create(config, corpus, name="tiny")
    carry_out(home, run, training_of(run, corpus))
    assert run.state() == "finished", run.events()[-1]
    return home, run


@pytest.fixture
def finished_classifier(trained_run, tmp_path):
    """`finished_classifier("no", "yes")`: the trained run's model as other programs save it, in a folder.

    `turned` exchanges the two labels. Everything else goes into config.json; without names, there are none.
    """
    run = trained_run[1]

    def save(*labels: str, name: str = "their-model", turned: bool = False, **config: object) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        for path in run.folder.iterdir():
            if belongs(path.name):
                shutil.copyfile(path, folder / path.name)
        known = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        known = {key: value for key, value in known.items() if key not in ("id2label", "label2id")}
        names = {"id2label": {str(id): label for id, label in enumerate(labels)}} if labels else {}
        (folder / "config.json").write_text(json.dumps({**known, **names, **config}), encoding="utf-8")
        if turned:
            weights = load_file(folder / "model.safetensors")
            turned_ones = {name: weights[name][::-1].copy() for name in weights if "classifier." in name}
            save_file({**weights, **turned_ones}, folder / "model.safetensors", metadata={"format": "pt"})
        return folder

    return save


# --- a server on this machine ----------------------------------------------------------------------


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    request_queue_size = 16

    def __init__(self, handler):
        super().__init__(("127.0.0.1", 0), handler)
        self.closing = threading.Event()  # a handler that does not answer waits for this

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request, client_address):
        """A client that hangs up is not an error of the server."""


@pytest.fixture
def local_server():
    """`local_server(Handler)` starts a server that only this machine can reach, and returns its address.

    A handler finds the event `self.server.closing`, which is set at the end of the test.
    """
    started = []
    number = count()

    def serve(handler: type[BaseHTTPRequestHandler]) -> str:
        quiet = type(handler.__name__, (handler,), {"log_message": lambda *_: None})
        server = _Server(quiet)
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), name=f"server-{next(number)}")
        thread.start()
        started.append((server, thread))
        return server.address

    yield serve
    for server, thread in started:
        server.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()
