"""The encoders that a training may begin with."""

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from colabert_core import encoders
from colabert_core.encoders.catalogue import Entry
from colabert_core.encoders.shapes import Shape
from colabert_core.model.tokenization import WordPiece
from colabert_core.runs.run import Run
from colabert_core.system.paths import Home
from colabert_core.system.torch_import import importing_torch


@dataclass(frozen=True, kw_only=True)
class Encoders:
    """Those known by name, those that visitors brought, and trained models to go on from."""

    home: Home

    def entries(self) -> list[Entry]:
        """The encoders known by name, those that visitors brought among them."""
        return encoders.catalogue(self.home)

    def default(self) -> str:
        """The best encoder at hand. Where there may be a GPU, torch is loaded and the hub asked: ask once."""
        return encoders.default_encoder()

    def is_at_hand(self, name: str) -> bool:
        """Whether an encoder can be used without a network."""
        return encoders.at_hand(name) is not None

    def name_for_people(self, name: str) -> str:
        """An encoder's name; of an uploaded one, or of a run gone on from, not the whole path."""
        run = Run(Path(name))
        if run.folder.parent == self.home.runs and run.folder.is_dir():
            return run.name
        return encoders.short_name(name, self.home)

    def install(self, archive: Path | BinaryIO, file_name: str) -> str:
        """Take a zip file in; returns the encoder's name. Raises what `encoders.install` raises."""
        return str(encoders.install(self.home, archive, file_name))

    def shape_of_run(self, run: Run) -> Shape | None:
        """What a run's model is made of; before it has one, its encoder's shape where that is known."""
        if run.has_model:
            return encoders.read_shape(run.folder)
        return encoders.shape_of(run.info.config.encoder)

    def bundled_word_piece(self) -> WordPiece:
        """The bundled encoder's tokenizer: BERT's own uncased vocabulary."""
        return WordPiece(encoders.bundled_vocabulary())

    def seconds_to_read(self, length: int) -> float:
        """Seconds for the bundled encoder to read 32 sentences at a length, measured now. Loads torch."""
        with importing_torch():
            from colabert_core.training.timed_steps import seconds_to_read

        return seconds_to_read(encoders.resolve("bundled"), length)
