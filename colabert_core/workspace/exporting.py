"""Exporting runs: what is known of a run is gathered, and what is missing is judged first."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from colabert_core import exporting
from colabert_core.corpus.annotations import Annotations
from colabert_core.corpus.reading import Corpus
from colabert_core.errors import CorpusError
from colabert_core.evaluation.splits import splits_for
from colabert_core.exporting import JudgedPart
from colabert_core.judging.scoring import Judge
from colabert_core.runs.run import Run
from colabert_core.system.staging import scratch_folder
from colabert_core.workspace.corpora import Corpora
from colabert_core.workspace.evaluation import Evaluation, unreported
from colabert_core.workspace.runs import Runs


@dataclass(frozen=True, kw_only=True)
class Exporting:
    """Settings, curves, verdicts, figures, slices, report cards, errors and the model card of a run."""

    corpora: Corpora
    runs: Runs
    evaluation: Evaluation

    def export(self, run: Run, target: Path, report: Callable[[Judge], Judge] = unreported) -> None:
        """Write everything of a run as a zip or a workbook, whichever the ending of `target` names.

        Those parts of the run's own corpus that it cannot have learned from are judged now if they were not
        yet; `report` wraps the judge in one that shows its progress. Of other corpora, only the parts
        already judged are included. Raises FileUnwritable and OSError.
        """
        parts, history = list(self._parts(run, report)), self.runs.history(run)
        sheets = exporting.sheets_of(run, history, parts)
        exporting.write(sheets, exporting.model_card(run, history, parts), target)

    def exported(self, run: Run, kind: str) -> bytes:
        """The bytes of the file, for a download; `kind` is one of `exporting.KINDS`."""
        with scratch_folder(self.runs.home.runs) as folder:
            target = folder / f"run.{kind}"
            self.export(run, target)
            return target.read_bytes()

    def _parts(self, run: Run, report: Callable[[Judge], Judge]) -> Iterator[JudgedPart]:
        if not run.has_model:
            return
        annotations = self._annotations()
        for corpus in self._corpora():
            for split in splits_for(run, corpus):
                rows = self._judged(run, corpus, split, report)
                if rows is not None and len(rows):
                    yield exporting.judged_part(corpus, split, rows, annotations)

    def _judged(
        self, run: Run, corpus: Corpus, split: str, report: Callable[[Judge], Judge]
    ) -> pd.DataFrame | None:
        is_own = corpus.id == run.info.corpus_id and split != "in_domain_train"
        if is_own:
            return self.evaluation.predictions(run, corpus, split, report)
        return self.evaluation.kept_predictions(run, corpus, split)

    def _corpora(self) -> Iterator[Corpus]:
        for id in self.corpora.ids():
            try:
                yield self.corpora.open(id)
            except CorpusError:  # a damaged corpus does not prevent the export of the others
                continue

    def _annotations(self) -> Annotations | None:
        try:
            return self.corpora.annotations()
        except CorpusError:
            return None
