"""What the terminal shows of long work: progress bars, and what Ctrl-C means for a training."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from tqdm import tqdm

from colabert_core.events import Event, Preparing, Queued, Started, Stepped, Stopped, Validated
from colabert_core.runs import Run
from colabert_core.scoring import Judge


@contextmanager
def interrupts_stop(run: Run) -> Iterator[None]:
    """Ctrl-C asks the run to stop, as the page's button does; a second one ends the process at once."""

    def ask(number, frame):
        run.ask_to_stop()
        signal.signal(number, before[number])
        print("\nStopping after this step; Ctrl-C again ends at once.", file=sys.stderr)

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class Telling:
    """Events as a progress bar on a terminal."""

    def __init__(self):
        self.bar = tqdm(unit="step", desc="preparing", disable=None, dynamic_ncols=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.bar.close()

    def __call__(self, event: Event) -> None:
        match event:
            case Queued():
                self.bar.write("Another training is at work; waiting for it to end.", file=sys.stderr)
            case Preparing(what=what):
                self.bar.set_description(f"preparing: {what}")
            case Started(total_steps=total):
                self.bar.reset(total)
                self.bar.set_description("training")
            case Stepped(step=step, loss=loss):
                self.bar.update(step - self.bar.n)
                self.bar.set_postfix(loss=f"{loss:.3f}", refresh=False)
            case Validated(epoch=epoch, loss=loss, accuracy=accuracy, mcc=mcc) if not self.bar.disable:
                line = f"epoch {epoch}: validation loss {loss:.3f}, accuracy {accuracy:.1%}, MCC {mcc:.3f}"
                self.bar.write(line, file=sys.stderr)
            case Stopped():
                self.bar.set_description("stopped")


class WatchedJudge:
    """A judge that shows on a terminal how far it is."""

    _AT_ONCE = 1024  # sentences; enough that sorting them by length pays

    def __init__(self, judge: Judge):
        self._judge = judge
        self.max_length, self.word_piece = judge.max_length, judge.word_piece

    def probabilities(self, sentences: list[str]) -> np.ndarray:
        parts = [np.zeros(0, dtype=np.float32)]
        with tqdm(total=len(sentences), unit="sentence", desc="judging", disable=None, leave=False) as bar:
            for start in range(0, len(sentences), self._AT_ONCE):
                parts.append(self._judge.probabilities(sentences[start : start + self._AT_ONCE]))
                bar.update(len(parts[-1]))
        return np.concatenate(parts)
