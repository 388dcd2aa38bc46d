"""How well a run's model judges sentences that it was not trained on.

splits        the splits of a corpus on which a run may be evaluated
predictions   a run's predictions on a split, kept in its folder
report        accuracy, MCC, F1 and minimal pairs
slices        the same by source, length and mark; wrong verdicts
report_card   the same by grammatical feature and by phenomenon
measures      thresholds, calibration, ROC and precision-recall curves
comparison    runs side by side
"""

from colabert_core.evaluation.comparison import (
    PairedComparison,
    differing,
    disagreements,
    learning_curves,
    obstacle,
    paired_comparison,
    part_of,
)
from colabert_core.evaluation.measures import Curves, Reliability, best_threshold, curves, reliability, sweep
from colabert_core.evaluation.metrics import MIN_MEASURED, Interval, Metrics, mcc_interval
from colabert_core.evaluation.report import (
    MIN_SENTENCES,
    Report,
    figures_by,
    intervals_of,
    metrics_of,
    pair_accuracy,
    pair_interval,
    report_on,
)
from colabert_core.evaluation.report_card import (
    MIN_CLASS_SENTENCES,
    by_phenomenon,
    phenomena_of,
    phenomenon_of_rows,
    report_card,
)
from colabert_core.evaluation.slices import NO_MARK, by_length, by_mark, cell_of, lengths_of, wrong_verdicts
from colabert_core.evaluation.splits import EVALUATION_SPLITS, rows_to_judge, splits_for

__all__ = [
    "EVALUATION_SPLITS",
    "MIN_CLASS_SENTENCES",
    "MIN_MEASURED",
    "MIN_SENTENCES",
    "NO_MARK",
    "Curves",
    "Interval",
    "Metrics",
    "PairedComparison",
    "Reliability",
    "Report",
    "best_threshold",
    "by_length",
    "by_mark",
    "by_phenomenon",
    "cell_of",
    "curves",
    "differing",
    "disagreements",
    "figures_by",
    "intervals_of",
    "learning_curves",
    "lengths_of",
    "mcc_interval",
    "metrics_of",
    "obstacle",
    "pair_accuracy",
    "pair_interval",
    "paired_comparison",
    "part_of",
    "phenomena_of",
    "phenomenon_of_rows",
    "reliability",
    "report_card",
    "report_on",
    "rows_to_judge",
    "splits_for",
    "sweep",
    "wrong_verdicts",
]
