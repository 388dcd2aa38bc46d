"""How well counting words solves each paradigm of the minimal pairs, as a table in Markdown.

python -m benchmarks.shortcuts
"""

from functools import reduce

import pandas as pd

from colabert_core.minimal_pairs.shortcuts import report

SEEDS = (1, 2, 3)
PAIRS_EACH = 500


def accuracies() -> pd.DataFrame:
    """A row per paradigm with its accuracy for each seed, the easiest to solve in this way first."""
    reports = (report(PAIRS_EACH, seed).rename(columns={"accuracy": f"seed {seed}"}) for seed in SEEDS)
    table = reduce(lambda one, other: one.merge(other, on=["source", "phenomenon", "lexical"]), reports)
    table["most"] = table.filter(like="seed").max(axis=1)
    return table.sort_values(["most", "source"], ascending=[False, True], ignore_index=True)


def main() -> None:
    columns = ["most", *(f"seed {seed}" for seed in SEEDS)]
    print("| paradigm | phenomenon |", " | ".join(columns), "|")
    print("|---|---|" + "---|" * len(columns))
    for _, row in accuracies().iterrows():
        name = f"{row['source']} (lexical)" if row["lexical"] else row["source"]
        print(f"| {name} | {row['phenomenon']} |", " | ".join(f"{row[c]:.1%}" for c in columns), "|")


if __name__ == "__main__":
    main()
