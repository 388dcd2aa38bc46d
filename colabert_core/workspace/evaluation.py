"""What runs say about the parts of a corpus: kept in their folders, made once where it is missing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

import pandas as pd

from colabert_core.corpus.annotations import Level
from colabert_core.corpus.reading import Corpus
from colabert_core.evaluation import predictions
from colabert_core.evaluation.report_card import report_card
from colabert_core.evaluation.splits import rows_to_judge, splits_for
from colabert_core.judging.scoring import Judge
from colabert_core.judging.shared_judge import SharedJudge
from colabert_core.runs.run import Run
from colabert_core.workspace.corpora import Corpora
from colabert_core.workspace.judging import Judging


def _as_it_is(judge: Judge) -> Judge:
    return judge


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """Verdicts of the same run on the same split are made by one thread while the others wait."""

    corpora: Corpora
    judging: Judging
    _turns: dict[Path, Lock] = field(default_factory=dict, init=False, repr=False, compare=False)

    def usual_split(self, run: Run, corpus: Corpus) -> str:
        """The split to judge where nobody chose one."""
        there = splits_for(run, corpus)
        return "in_domain_dev" if "in_domain_dev" in there or not there else there[0]

    def predictions_path(self, run: Run, corpus: Corpus, split: str) -> Path:
        """The file of what the run's model, as it is now, says about a split; it need not be there."""
        return predictions.path_of(run, corpus, split)

    def kept_predictions(self, run: Run, corpus: Corpus, split: str) -> pd.DataFrame | None:
        """What a run said about a split (see `evaluation.predictions`); None where it was not asked yet."""
        return predictions.find(run, corpus, split)

    def predictions(
        self,
        run: Run,
        corpus: Corpus,
        split: str,
        report: Callable[[Judge], Judge] = _as_it_is,
        load: Callable[[Run], SharedJudge] | None = None,
    ) -> pd.DataFrame:
        """The same, made first where missing; whoever asks meanwhile waits for those.

        `report` puts around the judge what shows how far it is; `load` is where the model comes from, the
        shared ones where it is None.
        """
        with self._turns.setdefault(self.predictions_path(run, corpus, split), Lock()):
            kept = self.kept_predictions(run, corpus, split)
            if kept is not None:
                return kept
            judge = (load or self.judging.judge)(run)
            return predictions.make(run, corpus, split, report(judge), judge.weights)

    def quick_predictions(
        self, run: Run, corpus: Corpus, split: str, load: Callable[[Run], Judge]
    ) -> pd.DataFrame:
        """What a less exact judge says about a split, not kept. Raises NotApart before it is loaded."""
        rows = rows_to_judge(run, corpus, split)
        return rows.assign(acceptable=load(run).probabilities(list(rows["sentence"])))

    def report_card(self, judged: pd.DataFrame, level: Level, threshold: float) -> pd.DataFrame:
        """The card of judged rows of CoLA's dev parts (source, label, sentence, acceptable).

        Raises AnnotationsMissing, or another CorpusError where the annotations cannot be used.
        """
        features = self.corpora.annotations().features_of(judged, level)
        return report_card(judged, features, threshold)
