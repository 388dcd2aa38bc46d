"""What an explanation costs: each of the scoring page's tabs for 20 words, with the starter.

python -m benchmarks.explaining

All sentences are our own. A turn runs each part on all of them and reports the mean per sentence. It is the
engine's time, without that of the page.
"""

import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from benchmarks.common import ROUNDS, in_turns, machine, print_table
from colabert_core.explaining.attention import attention_between_words
from colabert_core.explaining.changes import broken
from colabert_core.explaining.gradient import gradient_times_input
from colabert_core.explaining.occlusion import occlude
from colabert_core.explaining.repair import find_repair
from colabert_core.judging.shared_judge import SharedJudge
from colabert_core.model.classifier import Classifier
from colabert_core.starter.install import install_starter
from colabert_core.system.paths import Home

VISITORS = 30
SENTENCES = (
    "The keys to the small cabinet in the kitchen of my neighbour is lying on the table near the door.",
    "My sister never told any of her friends that the man who wrote these books are living in our street.",
    "What did the singer who visited us with her two cousins ask who had bought last week in our town?",
    "Nobody thinks that the pilots of the red plane has ever seen the lake behind the house before the war.",
    "The farmer gave the boys of his brother a bag with three pears and they has eaten them all today.",
)


def seconds(part: Callable[[str], object]) -> float:
    """Mean seconds per sentence."""
    began = time.perf_counter()
    for sentence in SENTENCES:
        part(sentence)
    return (time.perf_counter() - began) / len(SENTENCES)


def wait_of_a_verdict(judge: SharedJudge) -> float:
    """The longest wait for a verdict in seconds, while thirty visitors at once open the tab of words."""
    visits = [threading.Thread(target=occlude, args=(judge, SENTENCES[n % 5])) for n in range(VISITORS)]
    for visit in visits:
        visit.start()
    waits = []
    while any(visit.is_alive() for visit in visits):
        began = time.perf_counter()
        judge.probabilities(["The keys are here."])
        waits.append(time.perf_counter() - began)
    return max(waits)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        run = install_starter(Home(Path(folder)))
        classifier = Classifier(run.folder, run.info.config.max_length)
    judge = SharedJudge(classifier)
    parts = {
        "the verdict itself": lambda sentence: judge.probabilities([sentence]),
        "which word: left out and [MASK]": lambda sentence: occlude(judge, sentence),
        "which word: gradient x input": lambda sentence: gradient_times_input(classifier, sentence),
        "repair": lambda sentence: find_repair(judge, sentence),
        "break it, a click": lambda sentence: judge.probabilities([broken("swap", sentence, 0).sentence]),
        "attention, all layers and heads": lambda sentence: attention_between_words(classifier, sentence),
    }
    found = in_turns(
        {name: lambda part=part: seconds(part) for name, part in parts.items()}, rounds=ROUNDS + 1
    )
    found = {name: turns[1:] for name, turns in found.items()}  # the first turn is a warm-up
    found["all of it"] = [sum(turn) for turn in zip(*found.values(), strict=True)]
    found["a verdict while 30 ask which word, the slowest"] = [
        wait_of_a_verdict(judge) for _ in range(ROUNDS)
    ]
    judged = [1 + find_repair(judge, sentence).tried for sentence in SENTENCES]
    print(machine(), f"· sentences judged for a repair: {min(judged)} to {max(judged)}")
    print_table(
        [
            {
                "part": name,
                "ms a sentence (median of 5)": f"{1000 * median(turns):.0f}",
                "lowest to highest": f"{1000 * min(turns):.0f} to {1000 * max(turns):.0f}",
            }
            for name, turns in found.items()
        ]
    )


if __name__ == "__main__":
    main()
