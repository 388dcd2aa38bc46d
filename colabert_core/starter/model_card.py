"""The starter's model card, made from its measured results."""

from collections.abc import Sequence
from statistics import mean, stdev

from colabert_core.starter.outcome import Outcome, Result

_TEST_SETS = (
    ("validation", "CoLA, validation part"),
    ("in_domain_dev", "CoLA, in-domain dev"),
    ("out_of_domain_dev", "CoLA, out-of-domain dev"),
    ("pairs", "new minimal pairs, training templates"),
    ("held_out_pairs", "new minimal pairs, held-out templates"),
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
download. It is small and often wrong; a fine-tuned `google-bert/bert-base-uncased` judges better.

`delta.safetensors` is not a complete model. It holds what fine-tuning changed in the bundled encoder
(all-MiniLM-L6-v2, Apache 2.0). Changes to large matrices are stored as their best approximation of rank
{rank}, in 8 bits; all other changed weights are stored in full, in half precision. The file identifies its
encoder by the SHA-256 of the encoder's weights. ColaBERT combines the two into the run folder
`.colabert/runs/starter`, which `transformers.pipeline("text-classification", folder)` can open.

## Training

    python -m colabert_core make-starter

1. Warm-up: one epoch on {pairs:,} minimal pairs from ColaBERT's own grammar ({sentences:,} sentences), at a
   learning rate of {warm_rate:g}.
2. Fine-tuning: {epochs} epochs on CoLA's training sentences, mixed with {replayed:,} of the pairs, at a
   learning rate of {rate:g}. This was repeated from the same warm-up with the seeds {seeds}, in batches
   of {batch_size}. From each training, the model with the best validation MCC was kept.
3. Averaging: the weights of these models were averaged, and the difference from the encoder was
   compressed to low rank.

The word embeddings were not trained. {dropped} training sentences whose text also occurs in a dev file were
left out, so the model was never trained on a dev sentence. Recipes were compared on the validation part. The
dev sets were used for this recipe only: once with the delta in half precision at a lower rank, and once in
its present form.

Training takes about half an hour on two processor cores. Expect bit-identical results only with the same
versions of torch and the same number of threads.

## Results

The figures are MCCs; for minimal pairs, they are the share of pairs in which the acceptable sentence received
the higher probability.

{table}

The column for single seeds gives the mean ± standard deviation over the trainings of step 2, before
averaging. Always answering "acceptable" gives an MCC of 0 and is right for {baseline:.1%} of all dev
sentences; this model is right for {right:.1%} of them.

## Limitations

- The model has seen common words in short sentences, and examples from linguistics literature. It is not
  suited to judging style, meaning, spelling or other languages, or anyone's command of English.
- Its verdicts on long or unusual sentences are little better than chance.
- CoLA's labels are the judgments of individual authors, and some are disputed.
"""


def model_card(outcome: Outcome) -> str:
    """The card as Markdown."""
    recipe = outcome.recipe
    return _TEXT.format(
        rank=recipe.rank,
        pairs=recipe.pairs,
        sentences=2 * recipe.pairs,
        warm_rate=recipe.warm_rate,
        epochs=recipe.epochs,
        replayed=recipe.replayed,
        rate=recipe.rate,
        seeds=", ".join(map(str, recipe.seeds)),
        batch_size=recipe.batch_size,
        dropped=outcome.dropped,
        table=_table(outcome),
        baseline=outcome.dev_baseline,
        right=outcome.dev_accuracy,
    )


def _table(outcome: Outcome) -> str:
    head = "| sentences | n | after warm-up | single seeds | averaged | this model |"
    rows = (_row(outcome, test_set, name) for test_set, name in _TEST_SETS)
    return "\n".join([head, "|---|---|---|---|---|---|", *rows])


def _row(outcome: Outcome, test_set: str, name: str) -> str:
    starter, seeds = outcome.starter[test_set], outcome.seeds.values()
    cells = [_figure(outcome.warm_up[test_set]), _mean_and_deviation([seed[test_set] for seed in seeds])]
    cells += [_figure(outcome.average[test_set]), _figure(starter)]
    return f"| {name} | {starter.sentences:,} | {' | '.join(cells)} |"


def _figure(result: Result) -> str:
    """The share of pairs judged correctly, or the MCC if the sentences do not form pairs."""
    return f"{result.mcc:.3f}" if result.pairs is None else f"{result.pairs:.1%}"


def _mean_and_deviation(results: Sequence[Result]) -> str:
    """The mean and the standard deviation of that figure."""
    pairs = [result.pairs for result in results if result.pairs is not None]
    values = pairs or [result.mcc for result in results]
    deviation = stdev(values) if len(values) > 1 else 0.0
    return f"{mean(values):.1%} ± {deviation:.1%}" if pairs else f"{mean(values):.3f} ± {deviation:.3f}"
