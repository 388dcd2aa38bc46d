"""The model card of the starter, written from what was measured."""

from collections.abc import Sequence
from statistics import mean, stdev

from colabert_core.starter.outcome import Outcome, Result

_LOTS = (
    ("validation", "CoLA, kept back for validation"),
    ("in_domain_dev", "CoLA, in-domain dev"),
    ("out_of_domain_dev", "CoLA, out-of-domain dev"),
    ("pairs", "new minimal pairs, known templates"),
    ("held_out_pairs", "new minimal pairs, held-out templates"),
)

_TEXT = """---
license: apache-2.0
language: en
base_model: sentence-transformers/all-MiniLM-L6-v2
pipeline_tag: text-classification
---

# ColaBERT's starter model

Judges whether an English sentence is acceptable, in the sense of CoLA (Warstadt, Singh and Bowman 2019). It
comes with ColaBERT so that there is a verdict from the first minute on, without a download. It is small and
often wrong; `google-bert/bert-base-uncased`, fine-tuned, judges better.

`delta.safetensors` is not a whole model. It holds what fine-tuning changed in the bundled encoder
(all-MiniLM-L6-v2, Apache 2.0): of each matrix the best approximation of rank {rank}, in 8 bits, and all
else whole, in half precision. It names its encoder by the SHA-256 of its weights. ColaBERT puts both
together; the run folder `.colabert/runs/starter` is then one that
`transformers.pipeline("text-classification", folder)` opens.

## How it was made

    python -m colabert_core make-starter

1. A warm-up on {pairs:,} minimal pairs of our own grammar ({sentences:,} sentences), once, at a learning
   rate of {warm_rate:g}.
2. {epochs} epochs of CoLA's training sentences, with {replayed:,} of the pairs among them, at {rate:g};
   from the same warm-up with the seeds {seeds}. Batches of {batch_size}. Of each training the state with the
   best validation MCC was kept.
3. The mean of their weights, and of its change against the encoder the low-rank part.

The word embeddings were left as they are. {dropped} training sentences that also stand in a dev file were
dropped by their text, so no dev sentence was ever trained on. Recipes were compared on the validation part;
the dev sets were read for this recipe alone, once with the delta in half precision at a lower rank and once
as it is.

On two processor cores this takes about half an hour. Equal bits are to be expected only with equal versions
of torch and an equal number of threads.

## How good it is

MCC; for minimal pairs the share of pairs whose acceptable side got the higher probability.

{table}

The seeds' column is mean ± standard deviation over the single trainings of step 2, before averaging. Always
answering "acceptable" has an MCC of 0 and is right on {baseline:.1%} of all dev sentences; this model is
right on {right:.1%} of them.

## Limits

- It has seen common words in short sentences, and examples from linguistics books. It is no judge of style,
  meaning, spelling or other languages, and none of people's English.
- Verdicts on long or unusual sentences are little better than chance.
- CoLA's labels are the judgments of single authors; some are disputed.
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
    head = "| sentences | n | after the warm-up | single seeds | averaged | this model |"
    return "\n".join([head, "|---|---|---|---|---|---|", *(_row(outcome, lot, name) for lot, name in _LOTS)])


def _row(outcome: Outcome, lot: str, name: str) -> str:
    starter = outcome.starter[lot]
    cells = [_figure(outcome.warm_up[lot]), _spread([results[lot] for results in outcome.seeds.values()])]
    cells += [_figure(outcome.average[lot]), _figure(starter)]
    return f"| {name} | {starter.sentences:,} | {' | '.join(cells)} |"


def _figure(result: Result) -> str:
    """The share of pairs judged rightly, or the MCC where there are none."""
    return f"{result.mcc:.3f}" if result.pairs is None else f"{result.pairs:.1%}"


def _spread(results: Sequence[Result]) -> str:
    """Mean and standard deviation of that figure."""
    pairs = [result.pairs for result in results if result.pairs is not None]
    values = pairs or [result.mcc for result in results]
    spread = stdev(values) if len(values) > 1 else 0.0
    return f"{mean(values):.1%} ± {spread:.1%}" if pairs else f"{mean(values):.3f} ± {spread:.3f}"
