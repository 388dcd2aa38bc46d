"""Judging with the models of a home's runs: sentences, tables and files."""

from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from colabert_core.explaining.attention_map import AttentionMap
from colabert_core.judging import csv_file, judged_files
from colabert_core.judging.csv_file import OnProgress
from colabert_core.judging.model_cache import ModelCache
from colabert_core.judging.scoring import Judge
from colabert_core.judging.shared_judge import SharedJudge
from colabert_core.model.tokenization import WordPiece
from colabert_core.runs.run import Run
from colabert_core.system.paths import Home, file_hash
from colabert_core.system.torch_import import importing_torch


@dataclass(frozen=True, kw_only=True)
class Judging:
    """The models used last are kept in memory, shared by all who ask."""

    home: Home
    _models: ModelCache = field(default_factory=ModelCache, init=False, repr=False, compare=False)

    def judge(self, run: Run) -> SharedJudge:
        """A run's model, kept in memory and asked by many; loading takes seconds the first time."""
        found: SharedJudge = self._models.get(run)
        return found

    def warm(self, run: Run) -> None:
        """Load a run's model in the background, so that the first verdict takes less time."""
        self._models.warm(run)

    def load(self, run: Run, device: str = "auto", fast: bool = False) -> SharedJudge:
        """A run's model of one's own, on a device of one's choice; `fast`: in bf16 where that helps."""
        with importing_torch():
            from colabert_core.model.classifier import Classifier

        before = run.weights
        classifier = Classifier(run.folder, run.info.config.max_length, device, fast=fast)
        return SharedJudge(classifier, before or run.weights)

    def word_piece(self, run: Run) -> WordPiece:
        """The tokenizer of a run's model."""
        return WordPiece(run.folder)

    def attention(self, run: Run, sentence: str) -> AttentionMap:
        """The attention of every layer and head of a run's model, from word to word."""
        with importing_torch():
            from colabert_core.explaining.attention import attention_between_words

        return attention_between_words(self.judge(run).judge, sentence)

    def judge_cells(self, run: Run, cells: pd.DataFrame, column: str, on_progress: OnProgress) -> Path:
        """A visitor's table with its verdicts, as a CSV file; an interrupted one goes on where it stopped."""
        judge = self.judge(run)
        judge_id = f"{run.id} {judge.weights}"
        return judged_files.judge_cells(judge, cells, column, self.home.judged, judge_id, on_progress)

    def judge_file(
        self,
        run: Run,
        judge: Judge,
        source: Path,
        target: Path,
        fast: bool,
        on_progress: OnProgress,
    ) -> int:
        """Write a CSV file's rows with their verdicts to `target`; returns how many they are.

        `judge` is the run's model, `fast` or exact. Raises what `csv_file.judge_file` raises; what was
        judged until then is kept, and the same call goes on from there.
        """
        judge_id = f"{file_hash(run.folder / 'model.safetensors')} {'fast' if fast else 'exact'}"
        return csv_file.judge_file(judge, source, target, judge_id, on_progress=on_progress)
