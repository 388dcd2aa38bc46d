"""Judging with the models of a home's runs: sentences, tables and files."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pandas as pd

from colabert_core.explaining.attention_map import AttentionMap
from colabert_core.judging import csv_file, judged_files
from colabert_core.judging.csv_file import JudgedFile, OnProgress
from colabert_core.judging.model_cache import ModelCache
from colabert_core.judging.scoring import Judge
from colabert_core.judging.shared_judge import SharedJudge
from colabert_core.model.tokenization import WordPiece
from colabert_core.runs.run import Run
from colabert_core.system.paths import Home, file_hash
from colabert_core.system.torch_import import importing_torch
from colabert_core.tables.reading import AS_GUESSED
from colabert_core.tables.sheet import Reading

if TYPE_CHECKING:
    from colabert_core.model.classifier import Classifier


@dataclass(frozen=True, kw_only=True)
class Judging:
    """The most recently used models are kept in memory and shared by all threads."""

    home: Home
    _models: ModelCache = field(default_factory=ModelCache, init=False, repr=False, compare=False)

    def judge(self, run: Run) -> SharedJudge:
        """A run's model from the shared cache; loading it takes seconds the first time."""
        return self._models.get(run)

    def warm(self, run: Run) -> None:
        """Load a run's model in the background, so that the first verdict comes sooner."""
        self._models.warm(run)

    def load(self, run: Run, device: str = "auto", fast: bool = False) -> SharedJudge:
        """Load a separate copy of a run's model on a device; `fast`: in bf16 if the device supports it."""
        with importing_torch():
            from colabert_core.model.classifier import Classifier

        before = run.weights
        classifier = Classifier(run.folder, run.info.config.max_length, device, fast=fast)
        return SharedJudge(classifier, before or run.weights)

    def word_piece(self, run: Run) -> WordPiece:
        """The tokenizer of a run's model."""
        return WordPiece(run.folder)

    def attention(self, run: Run, sentence: str) -> AttentionMap:
        """The attention between words in every layer and head of a run's model."""
        with importing_torch():
            from colabert_core.explaining.attention import attention_between_words

        # The shared cache holds classifiers.
        return attention_between_words(cast("Classifier", self.judge(run).judge), sentence)

    def judge_cells(self, run: Run, cells: pd.DataFrame, column: str, on_progress: OnProgress) -> Path:
        """Judge a visitor's table; returns the CSV file. An interrupted call continues where it stopped."""
        judge = self.judge(run)
        judge_id = f"{run.id} {judge.weights}"
        return judged_files.judge_cells(
            judge, cells, column, self.home.judged, judge_id, on_progress, run.scripts
        )

    def judge_file(
        self,
        run: Run,
        judge: Judge,
        source: Path,
        target: Path,
        fast: bool,
        on_progress: OnProgress,
        column: str = "sentence",
        reading: Reading = AS_GUESSED,
    ) -> JudgedFile:
        """Write a file's rows with their verdicts to `target`, in the kind that its ending names.

        `judge` is the run's model, `fast` or exact; `column` has the sentences. Raises
        what `csv_file.judge_file` raises; rows already judged are kept, and the same call continues after
        them.
        """
        judge_id = f"{file_hash(run.folder / 'model.safetensors')} {'fast' if fast else 'exact'}"
        return csv_file.judge_file(
            judge,
            source,
            target,
            judge_id,
            column,
            on_progress=on_progress,
            reading=reading,
            scripts=run.scripts,
        )
