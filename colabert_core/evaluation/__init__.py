"""How well a run's model judges sentences that it was not trained on.

splits        which parts of a corpus may judge a run
predictions   what a run says about a part, kept in its folder
report        accuracy, MCC, F1, minimal pairs
slices        the same by source, length and mark; and the errors
report_card   the same by grammatical feature and by phenomenon
measures      thresholds, calibration, ROC and precision-recall
comparison    runs side by side
"""

from colabert_core.evaluation.report import Report, pair_accuracy, report_on
from colabert_core.evaluation.splits import EVALUATION_SPLITS, rows_to_judge, splits_for

__all__ = [
    "EVALUATION_SPLITS",
    "Report",
    "pair_accuracy",
    "report_on",
    "rows_to_judge",
    "splits_for",
]
