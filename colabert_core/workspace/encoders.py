"""The encoders that a training may start from."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from colabert_core import encoders
from colabert_core.config import BUNDLED, PRETRAINED, Recommendation, going_on, recommended
from colabert_core.corpus.catalogue import COLA
from colabert_core.encoders.catalogue import Entry
from colabert_core.encoders.shapes import Shape
from colabert_core.model.tokenization import WordPiece
from colabert_core.runs.run import Run, learned_by, run_at
from colabert_core.starter.install import install_pretrained
from colabert_core.system.paths import Home
from colabert_core.system.torch_import import importing_torch


@dataclass(frozen=True, kw_only=True)
class Encoders:
    """Encoders known by name, uploaded ones, and trained models that a training may continue from."""

    home: Home

    def entries(self) -> list[Entry]:
        """The encoders known by name, and the uploaded ones."""
        return encoders.catalogue(self.home)

    def default(self) -> str:
        """The best encoder available. Slow if there may be a GPU: then it loads torch and asks the hub."""
        return encoders.default_encoder()

    def pretrained(self) -> Run:
        """The bundled encoder after its pre-training as a judge; trainings may start from it."""
        return install_pretrained(self.home)

    def recommended(self, name: str, corpus_id: str) -> Recommendation:
        """The settings recommended for an encoder; instead of the bundled one, the pretrained judge.

        That one is not recommended for the minimal pairs, since it has learned from them. Settings count as
        tried on CoLA only, and never for a training that goes on from another run.
        """
        advice = self._recommended(name, corpus_id)
        return advice if corpus_id == COLA else advice.untried()

    def _recommended(self, name: str, corpus_id: str) -> Recommendation:
        folder = str(self.pretrained().folder)
        if name == folder or (name == BUNDLED and corpus_id not in learned_by(folder)):
            advice = recommended(PRETRAINED)
            return replace(advice, config=replace(advice.config, encoder=folder))
        run = run_at(name)
        return going_on(name, run.info.config) if run else recommended(name)

    def named(self, name: str) -> str:
        """What a configuration takes for an encoder's name: `pretrained` is a folder of this home."""
        return str(self.pretrained().folder) if name == PRETRAINED else name

    def is_at_hand(self, name: str) -> bool:
        """Whether an encoder can be used without a network."""
        return encoders.at_hand(name) is not None

    def name_for_people(self, name: str) -> str:
        """An encoder's name; for an uploaded one or a run, its own name rather than its path."""
        run = Run(Path(name))
        if run.folder.parent == self.home.runs and run.folder.is_dir():
            return run.name
        return encoders.short_name(name, self.home)

    def install(self, archive: Path | BinaryIO, file_name: str) -> str:
        """Install an encoder from a zip file; returns its name. Raises what `encoders.install` raises."""
        return str(encoders.install(self.home, archive, file_name))

    def shape_of_run(self, run: Run) -> Shape | None:
        """The shape of a run's model; before it has one, that of its encoder, or None if that is unknown."""
        if run.has_model:
            return encoders.read_shape(run.folder)
        return encoders.shape_of(run.info.config.encoder)

    def bundled_word_piece(self) -> WordPiece:
        """The bundled encoder's tokenizer: BERT's own uncased vocabulary."""
        return WordPiece(encoders.bundled_vocabulary())

    def word_piece(self, name: str) -> WordPiece | None:
        """The tokenizer of an encoder that is on this computer; None if it is not."""
        if name == BUNDLED:
            return self.bundled_word_piece()
        folder = encoders.at_hand(name)
        return None if folder is None else WordPiece(folder)

    def seconds_to_read(self, length: int) -> float:
        """The seconds that the bundled encoder takes for 32 sentences of `length` tokens. Loads torch."""
        with importing_torch():
            from colabert_core.training.timed_steps import seconds_to_read

        return seconds_to_read(encoders.resolve("bundled"), length)
