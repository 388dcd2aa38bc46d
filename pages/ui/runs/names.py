"""The names of runs, and how good the starter is."""

from colabert_core.runs import Run, run_at
from colabert_core.starter import starter_quality
from pages.ui import services
from pages.ui.text import plain


def run_name(run: Run) -> str:
    """A run's name; those that came with ColaBERT have theirs in the visitor's language."""
    return plain(f"widgets.{run.id}") if run.is_built_in else run.name


def encoder_label(name: str) -> str:
    """An encoder's name as people read it; a model that came with ColaBERT has its own in their language."""
    run = run_at(name)
    return run_name(run) if run and run.is_built_in else services.encoder_name(name)


def starter_facts() -> dict[str, float]:
    """The measured quality of the starter, for the texts that name it."""
    known = starter_quality()
    return {
        "right": 100 * known.accuracy,
        "baseline": 100 * known.baseline,
        "inside": known.in_domain_mcc,
        "outside": known.out_of_domain_mcc,
        "pairs": known.pairs,
        "found": known.found,
        "accepted": known.accepted,
    }


def run_label(run: Run) -> str:
    """A run's name with the MCC that it reached and the corpus, for a list of options."""
    best = services.history(run).best
    name = run_name(run)
    if run.is_from_elsewhere:
        return plain("widgets.run_elsewhere", name=name)
    if best is None:
        return name
    return plain("widgets.run_label", name=name, mcc=best["mcc"], corpus=run.info.corpus)
