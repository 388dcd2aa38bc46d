"""What can be done in a home, for the pages and the command line alike: one `Workspace`.

corpora      which are here and sound, and how CoLA and its annotations get here
encoders     which a training may begin with
runs         their histories, who judges best, handing on
judging      sentences, tables and files
evaluation   what runs say about the parts of a corpus
training     faults before a start, the pace, starting and going on
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
    """A home and the address of CoLA: a path or a URL. Threads may share one; nothing loads torch unasked."""

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
        """The home that COLABERT_HOME names, and the CoLA that COLABERT_COLA names or its makers publish."""
        return cls(home=home_from(environ), cola_address=environ.get("COLABERT_COLA") or fetch.ADDRESS)
