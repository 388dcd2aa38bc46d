"""What runs are called, and what is known of them."""

from colabert_core.runs import Run
from colabert_core.starter import starter_quality
from pages.ui import services
from pages.ui.text import plain


def run_name(run: Run) -> str:
    """What people call a run; the one that comes along is called in their language."""
    return plain("widgets.starter") if run.is_starter else run.name


def starter_facts() -> dict[str, float]:
    """What is known of the starter's quality, for texts that tell it."""
    known = starter_quality()
    return {
        "right": 100 * known.accuracy,
        "baseline": 100 * known.baseline,
        "inside": known.in_domain_mcc,
        "outside": known.out_of_domain_mcc,
        "pairs": known.pairs,
    }


def run_label(run: Run) -> str:
    """Name and the MCC that the run reached, as options show them."""
    best = services.history(run).best
    name = run_name(run)
    return name if best is None else plain("widgets.run_label", name=name, mcc=best["mcc"])
