"""The recipe of the starter model, and what was measured of the models that it makes."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from colabert_core.config import TrainConfig


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """Chosen on the validation part, see benchmarks/RESULTS.md."""

    pairs: int = 40_000  # minimal pairs of the warm-up, two sentences each, seen once
    pairs_seed: int = 42
    warm_rate: float = 1e-4
    replayed: int = 1_500  # pairs that stay among CoLA's sentences
    rate: float = 7e-5
    epochs: int = 3
    batch_size: int = 32
    seeds: tuple[int, ...] = (1, 2, 3)
    rank: int = 160  # 6.9 MB

    def warm_up(self) -> TrainConfig:
        return TrainConfig(
            learning_rate=self.warm_rate,
            warmup=0.05,
            epochs=1,
            batch_size=self.batch_size,
            seed=self.seeds[0],
            train_embeddings=False,
            precision="fp32",  # as the shipped starter was made
        )

    def on_cola(self, seed: int) -> TrainConfig:
        return TrainConfig(
            learning_rate=self.rate,
            warmup=0.1,
            epochs=self.epochs,
            batch_size=self.batch_size,
            seed=seed,
            train_embeddings=False,
            precision="fp32",  # as the shipped starter was made
        )


@dataclass(frozen=True, kw_only=True)
class Result:
    """How a model judged one lot of sentences; `loss` is the mean cross-entropy in nats.

    `acceptable_share` is that of the labels: the accuracy of always answering "acceptable". `pairs` is the
    share of minimal pairs (0 to 1) whose acceptable side got the higher probability, None without pairs.
    """

    sentences: int
    acceptable_share: float
    accuracy: float
    mcc: float
    f1: float
    loss: float
    pairs: float | None


Results = dict[str, Result]  # by lot: validation, in_domain_dev, out_of_domain_dev, pairs, held_out_pairs
OUTCOME = "metrics.json"  # the file in which it is written, beside the model
DEV = ("in_domain_dev", "out_of_domain_dev")


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Results by lot: of the delta as it is shipped, of each stage before it, and of each seed alone.

    `dropped`: training sentences that stand in a dev file too and were left out.
    """

    recipe: Recipe
    dropped: int
    starter: Results
    warm_up: Results
    average: Results
    seeds: dict[int, Results]

    def to_row(self) -> dict[str, Any]:
        """Ready for JSON, which turns the seeds into text."""
        return asdict(self)

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> "Outcome":
        """From `to_row`, or from what the file OUTCOME holds."""
        return cls(
            recipe=Recipe(**{**row["recipe"], "seeds": tuple(row["recipe"]["seeds"])}),
            dropped=row["dropped"],
            starter=_results(row["starter"]),
            warm_up=_results(row["warm_up"]),
            average=_results(row["average"]),
            seeds={int(seed): _results(results) for seed, results in row["seeds"].items()},
        )

    @property
    def dev_sentences(self) -> int:
        """The number of sentences of both dev sets."""
        return sum(self.starter[lot].sentences for lot in DEV)

    @property
    def dev_accuracy(self) -> float:
        """The starter's accuracy on all dev sentences, 0 to 1."""
        right = sum(self.starter[lot].accuracy * self.starter[lot].sentences for lot in DEV)
        return right / self.dev_sentences

    @property
    def dev_baseline(self) -> float:
        """The accuracy of always answering "acceptable" on the same sentences."""
        acceptable = sum(self.starter[lot].acceptable_share * self.starter[lot].sentences for lot in DEV)
        return acceptable / self.dev_sentences


def _results(row: Mapping[str, Mapping[str, Any]]) -> Results:
    return {lot: Result(**result) for lot, result in row.items()}
