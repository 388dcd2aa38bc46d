"""Everything that the pages and the command line can do in a home: one `Workspace`.

corpora      which ones are available, and how to get CoLA and its annotations
encoders     those that a training may start from
runs         their histories, the best judge, sharing
judging      sentences, tables and files
evaluation   what runs say about the splits of a corpus
exporting    everything of a run as one file
training     checking settings, the pace, starting and resuming
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from colabert_core.config import TrainConfig, as_in_tutorial
from colabert_core.corpus import Corpus, fetch
from colabert_core.corpus import split_sizes as sizes_of
from colabert_core.system.paths import Home, home_from, named_in
from colabert_core.training.pace import one_minute
from colabert_core.workspace.corpora import Corpora
from colabert_core.workspace.encoders import Encoders
from colabert_core.workspace.evaluation import Evaluation
from colabert_core.workspace.exporting import Exporting
from colabert_core.workspace.judging import Judging
from colabert_core.workspace.runs import Runs
from colabert_core.workspace.training import Pace, Training

__all__ = ["Pace", "Workspace"]


@dataclass(frozen=True, kw_only=True)
class Workspace:
    """A home and CoLA's address, a path or a URL.

    Threads may share one. Creating it does not load torch.
    """

    home: Home
    cola_address: str
    corpora: Corpora = field(init=False, repr=False, compare=False)
    encoders: Encoders = field(init=False, repr=False, compare=False)
    runs: Runs = field(init=False, repr=False, compare=False)
    judging: Judging = field(init=False, repr=False, compare=False)
    evaluation: Evaluation = field(init=False, repr=False, compare=False)
    exporting: Exporting = field(init=False, repr=False, compare=False)
    training: Training = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        corpora = Corpora(home=self.home, cola_address=self.cola_address)
        runs, judging = Runs(home=self.home), Judging(home=self.home)
        evaluation = Evaluation(corpora=corpora, judging=judging)
        parts = {
            "corpora": corpora,
            "encoders": Encoders(home=self.home),
            "runs": runs,
            "judging": judging,
            "evaluation": evaluation,
            "exporting": Exporting(corpora=corpora, runs=runs, evaluation=evaluation),
            "training": Training(home=self.home, corpora=corpora, runs=runs),
        }
        for name, part in parts.items():
            object.__setattr__(self, name, part)

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "Workspace":
        """From COLABERT_HOME and COLABERT_COLA; their defaults are .colabert and CoLA's published address."""
        return cls(home=home_from(environ), cola_address=named_in(environ, "COLABERT_COLA") or fetch.ADDRESS)

    def preset(self, name: str, encoder: str, corpus: Corpus) -> TrainConfig:
        """The settings of one of PRESETS for an encoder and a corpus; "minute" measures this computer."""
        match name:
            case "tutorial":
                return as_in_tutorial(encoder)
            case "minute":
                pace = self.training.sentences_per_second(encoder)
                return one_minute(encoder, pace, *sizes_of(corpus, TrainConfig()))
        return self.encoders.recommended(encoder, corpus.id).config
