"""Everything that the pages and the command line can do in a home: one `Workspace`.

corpora      which ones are available, and how to get CoLA and its annotations
encoders     those that a training may start from
runs         their histories, the best judge, sharing
judging      sentences, tables and files
evaluation   what runs say about the splits of a corpus
training     checking settings, the pace, starting and resuming
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from colabert_core.corpus import fetch
from colabert_core.system.paths import Home, home_from
from colabert_core.workspace.corpora import Corpora
from colabert_core.workspace.encoders import Encoders
from colabert_core.workspace.evaluation import Evaluation
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
    training: Training = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        corpora = Corpora(home=self.home, cola_address=self.cola_address)
        runs, judging = Runs(home=self.home), Judging(home=self.home)
        parts = {
            "corpora": corpora,
            "encoders": Encoders(home=self.home),
            "runs": runs,
            "judging": judging,
            "evaluation": Evaluation(corpora=corpora, judging=judging),
            "training": Training(home=self.home, corpora=corpora, runs=runs),
        }
        for name, part in parts.items():
            object.__setattr__(self, name, part)

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "Workspace":
        """From COLABERT_HOME and COLABERT_COLA; their defaults are .colabert and CoLA's published address."""
        return cls(home=home_from(environ), cola_address=environ.get("COLABERT_COLA") or fetch.ADDRESS)
