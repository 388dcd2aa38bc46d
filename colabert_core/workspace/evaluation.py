"""The predictions of runs on the splits of a corpus: made once, then read from the run's folder."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

import pandas as pd

from colabert_core.corpus.annotations import Level
from colabert_core.corpus.reading import Corpus
from colabert_core.evaluation import predictions
from colabert_core.evaluation.report_card import report_card
from colabert_core.evaluation.splits import EVERYTHING, rows_to_judge, splits_for
from colabert_core.judging.scoring import Judge
from colabert_core.judging.shared_judge import SharedJudge
from colabert_core.runs.run import Run
from colabert_core.workspace.corpora import Corpora
from colabert_core.workspace.judging import Judging


def unreported(judge: Judge) -> Judge:
    """For a judge whose progress is not shown."""
    return judge


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """Predictions of a run on a split are made by one thread, while others that need them wait."""

    corpora: Corpora
    judging: Judging
    _turns: dict[Path, Lock] = field(default_factory=dict, init=False, repr=False, compare=False)

    def usual_split(self, run: Run, corpus: Corpus) -> str:
        """The split to judge when none was chosen."""
        splits = splits_for(run, corpus)
        usual = (split for split in ("in_domain_dev", EVERYTHING, "test") if split in splits)
        return next(usual, splits[0] if splits else "in_domain_dev")

    def predictions_path(self, run: Run, corpus: Corpus, split: str) -> Path:
        """The file for the predictions of the run's current model on a split; it need not exist."""
        return predictions.path_of(run, corpus, split)

    def kept_predictions(self, run: Run, corpus: Corpus, split: str) -> pd.DataFrame | None:
        """A run's stored predictions on a split (see `evaluation.predictions`); None if there are none."""
        return predictions.find(run, corpus, split)

    def predictions(
        self,
        run: Run,
        corpus: Corpus,
        split: str,
        report: Callable[[Judge], Judge] = unreported,
        load: Callable[[Run], SharedJudge] | None = None,
    ) -> pd.DataFrame:
        """A run's predictions on a split, made now if there are none; other threads wait for them.

        `report` wraps the judge in one that shows its progress. `load` loads the model; by default it comes
        from the shared cache. Raises NotApart if the run may have learned from the split.
        """
        with self._turns.setdefault(self.predictions_path(run, corpus, split), Lock()):
            kept = self.kept_predictions(run, corpus, split)
            if kept is not None:
                return kept
            rows_to_judge(run, corpus, split)  # raises NotApart before a model is loaded
            judge = (load or self.judging.judge)(run)
            return predictions.make(run, corpus, split, report(judge), judge.weights)

    def quick_predictions(
        self, run: Run, corpus: Corpus, split: str, load: Callable[[Run], Judge]
    ) -> pd.DataFrame:
        """The predictions of a less exact judge on a split, not stored. Raises NotApart before loading it."""
        rows = rows_to_judge(run, corpus, split)
        return rows.assign(acceptable=load(run).probabilities(list(rows["sentence"])))

    def report_card(self, judged: pd.DataFrame, level: Level, threshold: float) -> pd.DataFrame:
        """The report card of judged rows of CoLA's dev sets (source, label, sentence, acceptable).

        Raises AnnotationsMissing, or another CorpusError if the annotations cannot be used.
        """
        features = self.corpora.annotations().features_of(judged, level)
        return report_card(judged, features, threshold)
