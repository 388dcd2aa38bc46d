"""The recipe of the starter model, and the measured results of the models it produces."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from colabert_core.config import TrainConfig


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """The settings of the warm-up, of the training on CoLA, and of the delta.

    Chosen on the validation part, see benchmarks/RESULTS.md.
    """

    pairs: int = 40_000  # minimal pairs of the warm-up, two sentences each, seen once
    pairs_seed: int = 42
    warm_rate: float = 1e-4  # learning rate of the warm-up
    replayed: int = 1_500  # pairs mixed with CoLA's sentences
    rate: float = 7e-5  # learning rate on CoLA
    epochs: int = 3
    batch_size: int = 32
    seeds: tuple[int, ...] = (1, 2, 3)
    rank: int = 160  # 6.9 MB

    def warm_up(self) -> TrainConfig:
        """The settings of the training on minimal pairs."""
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
        """The settings of a training on CoLA."""
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
    """How well a model judged one test set; `loss` is the mean cross-entropy in nats.

    `acceptable_share` is the share of acceptable labels, and so the accuracy of always answering
    "acceptable". `pairs` is the share of minimal pairs (0 to 1) in which the acceptable side received the
    higher probability; None if the sentences do not form pairs.
    """

    sentences: int
    acceptable_share: float
    accuracy: float
    mcc: float
    f1: float
    loss: float
    pairs: float | None


# By test set: validation, in_domain_dev, out_of_domain_dev, pairs, held_out_pairs.
Results = dict[str, Result]
OUTCOME = "metrics.json"  # the file of the outcome, beside the model
DEV = ("in_domain_dev", "out_of_domain_dev")


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The results of the delta in the repository, of each stage before it, and of each single seed.

    `dropped` is the number of training sentences left out because they also occur in a dev file.
    """

    recipe: Recipe
    dropped: int
    starter: Results
    warm_up: Results
    average: Results
    seeds: dict[int, Results]

    def to_row(self) -> dict[str, Any]:
        """A JSON-ready dict; JSON turns the seeds into text."""
        return asdict(self)

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> "Outcome":
        """From the result of `to_row` or the contents of the file OUTCOME."""
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
        """The number of sentences in both dev sets."""
        return sum(self.starter[split].sentences for split in DEV)

    @property
    def dev_accuracy(self) -> float:
        """The starter's accuracy on all dev sentences, 0 to 1."""
        right = sum(self.starter[split].accuracy * self.starter[split].sentences for split in DEV)
        return right / self.dev_sentences

    @property
    def dev_baseline(self) -> float:
        """The accuracy of always answering "acceptable" on the same sentences."""
        acceptable = sum(
            self.starter[split].acceptable_share * self.starter[split].sentences for split in DEV
        )
        return acceptable / self.dev_sentences


def _results(row: Mapping[str, Mapping[str, Any]]) -> Results:
    return {test_set: Result(**result) for test_set, result in row.items()}
