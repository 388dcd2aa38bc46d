"""The recipe of the starter model, and the measured results of the models it produces."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from colabert_core.config import TrainConfig


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """The settings of the teachers, of the student's pre-training, of its training on CoLA, and of the delta.

    Chosen on the validation part and the everyday sentences, see benchmarks/RESULTS.md.
    """

    teacher: str = ""  # a folder or hub name; empty: all-mpnet-base-v2, from the package index
    teacher_seeds: tuple[int, ...] = (1, 2)
    teacher_pairs: int = 6_000  # minimal pairs that a teacher learns with CoLA, two sentences each
    teacher_rate: float = 3e-5
    teacher_epochs: int = 2
    pairs: int = 60_000  # minimal pairs of the pre-training, two sentences each
    pairs_seed: int = 42
    altered_cola: int = 100_000  # altered sentences from CoLA's training part
    altered_pairs: int = 60_000  # altered sentences from our acceptable ones
    pretraining_rate: float = 3e-4
    pretraining_epochs: int = 4
    pretraining_batch: int = 128
    replayed: int = 4_000  # pairs mixed with CoLA's sentences
    gold_share: float = 0.5  # of the label in what is learned from CoLA; the rest is the teachers'
    rate: float = 1e-4
    epochs: int = 3
    batch_size: int = 64
    seeds: tuple[int, ...] = (1, 2, 3)
    # Allowed on the validation part. A little below 0.05, as compression changes probabilities slightly.
    calibration_error: float = 0.048
    rank: int = 160

    def for_teacher(self, seed: int) -> TrainConfig:
        """The settings of a teacher's training."""
        return TrainConfig(
            encoder=self.teacher or "teacher",
            learning_rate=self.teacher_rate,
            warmup=0.1,
            weight_decay=0.01,
            epochs=self.teacher_epochs,
            seed=seed,
            train_embeddings=False,
        )

    def pretraining(self) -> TrainConfig:
        """The settings of the student's training on sentences that are not CoLA's."""
        return TrainConfig(
            learning_rate=self.pretraining_rate,
            warmup=0.05,
            weight_decay=0.01,
            epochs=self.pretraining_epochs,
            batch_size=self.pretraining_batch,
            seed=self.seeds[0],
            train_embeddings=False,
        )

    def on_cola(self, seed: int) -> TrainConfig:
        """The settings of a training on CoLA."""
        return TrainConfig(
            learning_rate=self.rate,
            warmup=0.1,
            weight_decay=0.01,
            epochs=self.epochs,
            batch_size=self.batch_size,
            seed=seed,
            train_embeddings=False,
        )


@dataclass(frozen=True, kw_only=True)
class Result:
    """How well a model judged one test set; `loss` is the mean cross-entropy in nats.

    `acceptable_share` is the share of acceptable labels, and so the accuracy of always answering
    "acceptable". `accepted` is the share of the acceptable sentences that it accepted, `found` the share of
    the unacceptable ones that it found, and `calibration` its expected calibration error. `pairs` is the
    share of minimal pairs in which the acceptable side received the higher probability; None if the sentences
    do not form pairs. All shares are from 0 to 1.
    """

    sentences: int
    acceptable_share: float
    accuracy: float
    mcc: float
    f1: float
    loss: float
    accepted: float
    found: float
    calibration: float
    pairs: float | None


# By test set, see `recipe.Sentences`.
Results = dict[str, Result]
OUTCOME = "metrics.json"  # the file of the outcome, beside the model
DEV = ("in_domain_dev", "out_of_domain_dev")


@dataclass(frozen=True, kw_only=True)
class Counts:
    """Numbers of sentences.

    `cola` were CoLA's, `pairs` those of minimal pairs and `altered` those that a teacher labelled, after
    `dropped_cola` had been left out because they are dev sentences as well (but for case and punctuation
    marks), and `dropped_made` because they are within one word of one.
    """

    cola: int
    pairs: int
    altered: int
    dropped_cola: int
    dropped_made: int


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The results of the model in the repository, and of the models on the way to it.

    `teacher` is the teachers' common judgment, `pretrained` the student before CoLA, as it is in the
    repository, `average` the mean of all seeds before calibration and compression. `phenomena` are the
    starter's results by phenomenon, on minimal pairs of held-out templates.
    """

    recipe: Recipe
    counts: Counts
    temperature: float
    shift: float
    starter: Results
    pretrained: Results
    teacher: Results
    average: Results
    seeds: dict[int, Results]
    phenomena: Results

    def to_row(self) -> dict[str, Any]:
        """A JSON-ready dict; JSON turns the seeds into text."""
        return asdict(self)

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> "Outcome":
        """From the result of `to_row` or the contents of the file OUTCOME."""
        recipe: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in row["recipe"].items()
        }
        stages = {
            name: _results(row[name]) for name in ("starter", "pretrained", "teacher", "average", "phenomena")
        }
        return cls(
            recipe=Recipe(**recipe),
            counts=Counts(**row["counts"]),
            temperature=row["temperature"],
            shift=row["shift"],
            seeds={int(seed): _results(results) for seed, results in row["seeds"].items()},
            **stages,
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
