"""What the terminal shows of long work: progress bars, and what Ctrl-C means for a training."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from tqdm import tqdm

from colabert_core.events import Event, Fetching, Preparing, Queued, Started, Stepped, Stopped, Validated
from colabert_core.judging.csv_file import FileProgress
from colabert_core.judging.scoring import Judge, ReportingJudge
from colabert_core.runs.run import Run


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
            case Fetching(done=done, total=total):
                self.bar.set_description(f"downloading the encoder: {_megabytes(done, total)}")
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


def _megabytes(done: int, total: int) -> str:
    return f"{done / 1e6:.0f} of {total / 1e6:.0f} MB" if total else "asking the hub"


class JudgeWithBar:
    """A judge that shows on a terminal how far it is."""

    def __init__(self, judge: Judge):
        self._judge = judge
        self.max_length, self.word_piece = judge.max_length, judge.word_piece

    def probabilities(self, sentences: list[str]) -> np.ndarray:
        with tqdm(total=len(sentences), unit="sentence", desc="judging", disable=None, leave=False) as bar:
            return ReportingJudge(self._judge, lambda done: bar.update(done - bar.n)).probabilities(sentences)


class DownloadBar:
    """Bytes of a download as a progress bar."""

    def __init__(self, name: str):
        self.bar = tqdm(unit="B", unit_scale=True, desc=name, leave=False, disable=None)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.bar.close()

    def __call__(self, done: int, total: int) -> None:
        self.bar.total = total or None
        self.bar.update(done - self.bar.n)


class Rows:
    """Rows of a file as a progress bar."""

    def __init__(self):
        self.bar = tqdm(unit="row", desc="judging", disable=None, dynamic_ncols=True)
        self._first: int | None = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.bar.close()

    def __call__(self, progress: FileProgress) -> None:
        if self._first is None:  # rows of an earlier try cost no time now
            self._first = self.bar.initial = self.bar.n = progress.rows
        self.bar.total = progress.total
        self.bar.update(progress.rows - self.bar.n)
