"""The starter's model card, made from its measured results."""

from collections.abc import Sequence
from dataclasses import asdict
from statistics import mean, stdev

from colabert_core.starter.outcome import Outcome, Results
from colabert_core.starter.teacher_download import NAME

_TEST_SETS = (
    ("validation", "CoLA, validation part", "mcc"),
    ("in_domain_dev", "CoLA, in-domain dev", "mcc"),
    ("out_of_domain_dev", "CoLA, out-of-domain dev", "mcc"),
    ("held_out_pairs", "minimal pairs, held-out templates: ordered correctly", "pairs"),
    ("held_out_learner_pairs", "learners' errors, held-out templates: found", "found"),
    ("held_out_learner_pairs", "the same pairs: correct sentences accepted", "accepted"),
    ("everyday", "everyday sentences, written by hand: errors found", "found"),
    ("everyday", "the same pairs: correct sentences accepted", "accepted"),
)

_TEXT = """---
license: apache-2.0
language: en
base_model: sentence-transformers/all-MiniLM-L6-v2
pipeline_tag: text-classification
---

# ColaBERT's starter model

This model judges whether an English sentence is acceptable in the sense of CoLA (Warstadt, Singh and Bowman
2019). It is included with ColaBERT so that the dashboard can give verdicts from the first minute, without a
download. It is small, and larger models such as its teachers judge CoLA's sentences better.

`delta.safetensors` is not a complete model. It holds what fine-tuning changed in the bundled encoder
(all-MiniLM-L6-v2, Apache 2.0). Changes to large matrices are stored as their best approximation of rank
{rank}, in 8 bits; all other changed weights are stored in full, in half precision. The file identifies its
encoder by the SHA-256 of the encoder's weights. ColaBERT combines the two into the run folder
`.colabert/runs/starter`, which `transformers.pipeline("text-classification", folder)` can open.
`pretrained/` holds the model as it was before it learned from CoLA, in the same form; trainings can start
from it.

## Training

    python -m colabert_core make-starter

1. Teachers: {teacher}, which is needed for this step only, was fine-tuned
   {teacher_count} (seeds {teacher_seeds}) for {teacher_epochs} epochs on {cola:,} training sentences of CoLA
   and {teacher_pairs:,} minimal pairs from ColaBERT's own grammar, at a learning rate of {teacher_rate:g}.
2. Labels: the teachers together gave a probability to {altered:,} sentences that were made from CoLA's
   training sentences and from our own by dropping, adding, moving and exchanging words and word forms.
3. Pre-training: {pretraining_epochs} epochs on these sentences, with the teachers' probabilities as labels,
   and on {pairs:,} sentences in minimal pairs, at a learning rate of {pretraining_rate:g},
   in batches of {pretraining_batch}. This gives `pretrained/`.
4. Fine-tuning: {epochs} epochs on CoLA's training sentences, mixed with {replayed:,} of the pairs, at a
   learning rate of {rate:g}. CoLA's label counts for {gold:.0%}, the teachers' probability for the rest. This
   was repeated with the seeds {seeds}, in batches of {batch_size}. From each training, the model
   with the best validation MCC was kept.
5. Averaging: the weights of these models were averaged, and their probabilities calibrated on the validation
   part (temperature {temperature:.2f}, shift {shift:.2f}: no more than a calibration error of
   {calibration_error:g} asks for, since a larger shift accepts more errors). The difference from the encoder
   was compressed.

The word embeddings were not trained. {dropped_cola} sentences of CoLA's training file that also occur in a
dev file, but for case and punctuation marks, were left out, and so were {dropped_made:,} sentences of our own
that were within one word of a dev sentence or of one of the everyday sentences. Recipes were compared on the
validation part and on the everyday sentences; nothing was chosen on the dev sets.

Expect bit-identical results only with the same versions of torch and the same number of threads.

## Results

{table}

The first three rows are MCCs; the others are shares of pairs or of sentences. The column for single seeds
gives the mean ± standard deviation over the trainings of step 4. Always answering "acceptable" gives an MCC
of 0 and is right for {baseline:.1%} of all dev sentences; this model is right for {right:.1%} of them. The
expected calibration error is {calibration:.3f} on the validation part and {calibration_dev:.3f} on in-domain
dev.

By phenomenon, on minimal pairs of held-out templates:

{phenomena}

## Limitations

- The model has seen common words in short sentences, and examples from linguistics literature. It is not
  suited to judging style, meaning, spelling or other languages, or anyone's command of English.
- A learner's error is often found, but not always: see the table.
- It is less reliable on long or unusual sentences, which were not tested separately.
- CoLA's labels are the judgments of individual authors, and some are disputed.
"""


def model_card(outcome: Outcome) -> str:
    """The card as Markdown."""
    recipe, starter = outcome.recipe, outcome.starter
    facts = asdict(recipe) | asdict(outcome.counts)
    facts |= {
        "teacher": recipe.teacher or f"{NAME} (Apache 2.0)",
        "teacher_count": _times(len(recipe.teacher_seeds)),
        "teacher_seeds": ", ".join(map(str, recipe.teacher_seeds)),
        "gold": recipe.gold_share,
        "seeds": ", ".join(map(str, recipe.seeds)),
        "temperature": outcome.temperature,
        "shift": outcome.shift,
        "table": _table(outcome),
        "phenomena": _phenomena(outcome.phenomena),
        "baseline": outcome.dev_baseline,
        "right": outcome.dev_accuracy,
        "calibration": starter["validation"].calibration,
        "calibration_dev": starter["in_domain_dev"].calibration,
    }
    return _TEXT.format(**facts)


def _times(n: int) -> str:
    return {1: "once", 2: "twice"}.get(n, f"{n} times")


def _table(outcome: Outcome) -> str:
    head = "| test | sentences | teachers | before CoLA | single seeds | averaged | this model |"
    rows = (_row(outcome, *test) for test in _TEST_SETS)
    return "\n".join([head, "|---|---|---|---|---|---|---|", *rows])


def _row(outcome: Outcome, test_set: str, name: str, figure: str) -> str:
    stages = (outcome.teacher, outcome.pretrained, None, outcome.average, outcome.starter)
    seeds = _mean_and_deviation([getattr(seed[test_set], figure) for seed in outcome.seeds.values()], figure)
    cells = [
        seeds if stage is None else _written(getattr(stage[test_set], figure), figure) for stage in stages
    ]
    return f"| {name} | {outcome.starter[test_set].sentences:,} | {' | '.join(cells)} |"


def _written(value: float, figure: str) -> str:
    """An MCC with three decimals, or a share in percent."""
    return f"{value:.3f}" if figure == "mcc" else f"{value:.1%}"


def _mean_and_deviation(values: Sequence[float], figure: str) -> str:
    deviation = stdev(values) if len(values) > 1 else 0.0
    return f"{_written(mean(values), figure)} ± {_written(deviation, figure)}"


def _phenomena(results: Results) -> str:
    head = "| phenomenon | pairs | ordered correctly | errors found | correct sentences accepted |"
    ordered = sorted(results.items(), key=lambda item: -item[1].accuracy)
    rows = (
        f"| {name} | {each.sentences // 2} | {each.pairs:.0%} | {each.found:.0%} | {each.accepted:.0%} |"
        for name, each in ordered
    )
    return "\n".join([head, "|---|---|---|---|---|", *rows])
