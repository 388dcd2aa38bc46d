"""Progress bars on the terminal, and the effect of Ctrl-C on a training."""

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Self

import numpy as np
from tqdm import tqdm

from colabert_core.events import Event, Fetching, Preparing, Queued, Started, Stepped, Stopped, Validated
from colabert_core.judging.csv_file import FileProgress
from colabert_core.judging.scoring import Judge, ReportingJudge
from colabert_core.runs.run import Run
from colabert_core.starter.recipe import Begun, News, Progress


@contextmanager
def interrupts_stop(run: Run) -> Iterator[None]:
    """Let Ctrl-C ask the run to stop, as the page's button does; a second Ctrl-C ends the process at once."""

    def ask(number: int, frame: FrameType | None) -> None:
        run.ask_to_stop()
        signal.signal(number, before[signal.Signals(number)])
        print("\nStopping after this step; press Ctrl-C again to end at once.", file=sys.stderr)

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class TrainingBar:
    """A training's events as a progress bar."""

    def __init__(self) -> None:
        self.bar = tqdm(unit="step", desc="preparing", disable=None, dynamic_ncols=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.bar.close()

    def __call__(self, event: Event) -> None:
        """Show an event."""
        match event:
            case Queued():
                self.bar.write("Another training is running; waiting for it to end.", file=sys.stderr)
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


class StarterBar(TrainingBar):
    """The stages of the starter's recipe: a bar, and a line with the minutes that have passed for each."""

    def __init__(self) -> None:
        super().__init__()
        self._began, self._stage = time.monotonic(), ""

    def __call__(self, event: News) -> None:
        """Show what is being done."""
        match event:
            case Progress(stage=stage, done=done, total=total):
                self._enter(stage)
                if done < self.bar.n or total != self.bar.total:
                    self.bar.reset(total)
                self.bar.update(done - self.bar.n)
            case Begun(stage=stage):
                self._enter(stage)
            case Validated(epoch=epoch, mcc=mcc) if self.bar.disable:
                self._tell(f"epoch {epoch}: validation MCC {mcc:.3f}")
            case _:
                super().__call__(event)

    def _enter(self, stage: str) -> None:
        if stage != self._stage:
            self._stage = stage
            self._tell(stage)
            self.bar.set_description(stage)

    def _tell(self, line: str) -> None:
        minutes = (time.monotonic() - self._began) / 60
        self.bar.write(f"{minutes:6.1f} min  {line}", file=sys.stderr)


def _megabytes(done: int, total: int) -> str:
    return f"{done / 1e6:.0f} of {total / 1e6:.0f} MB" if total else "asking the hub"


class JudgeWithBar:
    """A judge that shows its progress on the terminal."""

    def __init__(self, judge: Judge):
        self._judge = judge
        self.max_length, self.word_piece = judge.max_length, judge.word_piece

    def probabilities(self, sentences: list[str]) -> np.ndarray:
        """As `Judge.probabilities`."""
        with tqdm(total=len(sentences), unit="sentence", desc="judging", disable=None, leave=False) as bar:

            def advance(done: int) -> None:
                bar.update(done - bar.n)

            return ReportingJudge(self._judge, advance).probabilities(sentences)


class DownloadBar:
    """The bytes of a download as a progress bar."""

    def __init__(self, name: str):
        self.bar = tqdm(unit="B", unit_scale=True, desc=name, leave=False, disable=None)

    def __enter__(self) -> "DownloadBar":
        return self

    def __exit__(self, *_: object) -> None:
        self.bar.close()

    def __call__(self, done: int, total: int) -> None:
        """Show the bytes received; `total` is 0 until it is known."""
        self.bar.total = total or None
        self.bar.update(done - self.bar.n)


class RowsBar:
    """The judged rows of a file as a progress bar."""

    def __init__(self) -> None:
        self.bar = tqdm(unit="row", desc="judging", disable=None, dynamic_ncols=True)
        self._first: int | None = None

    def __enter__(self) -> "RowsBar":
        return self

    def __exit__(self, *_: object) -> None:
        self.bar.close()

    def __call__(self, progress: FileProgress) -> None:
        """Show the rows judged so far."""
        if self._first is None:  # rows judged by an earlier call take no time now
            self._first = self.bar.initial = self.bar.n = progress.rows
        self.bar.total = progress.total
        self.bar.update(progress.rows - self.bar.n)
