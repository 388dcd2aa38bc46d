"""Running trainings, one at a time per home, in this thread or in the background.

The work is passed in as a callable that starts in its thread, so this module does not load torch. A
background thread is named after the run it trains.
"""

import threading
import time
import traceback
from collections.abc import Callable, Generator
from contextlib import closing
from pathlib import Path

from filelock import FileLock, Timeout

from colabert_core.corpus import Corpus
from colabert_core.errors import ColabertError, DiskFull, OutOfMemory, Unexpected
from colabert_core.events import FINAL, Event, Failed, Preparing, Queued, Stopped
from colabert_core.runs.format import ERROR
from colabert_core.runs.run import Run, State
from colabert_core.runs.store import RunStore
from colabert_core.system.hardware import lower_thread_priority, release_memory
from colabert_core.system.paths import Home
from colabert_core.system.staging import is_disk_full
from colabert_core.system.torch_import import importing_torch

Work = Callable[[], Generator[Event, None, None]]
EventListener = Callable[[Event], object]

_THREAD = "colabert-train:"
_POLL_SECONDS = 0.3  # between two looks at the queue
_ending = threading.Event()  # set while this process ends: nothing that waits may begin


def training_of(run: Run, corpus: Corpus, resume: bool = False) -> Work:
    """The work of fine-tuning a run on a corpus; torch is loaded only when the work starts."""

    def work() -> Generator[Event, None, None]:
        with importing_torch():
            from colabert_core.training.fine_tune_run import fine_tune_run
        info = run.info
        return fine_tune_run(info.config, corpus, run.folder, info.corpus_fingerprint, resume, info.watched)

    return work


def start(home: Home, run: Run, work: Work) -> None:
    """Train in a background thread of this process; returns once the run has reported its first event.

    Raises RunBusy if the run is already being trained or waits for that, and OSError if its lock cannot be
    made.
    """
    began = threading.Event()
    refused: list[Exception] = []

    def body() -> None:
        try:
            lower_thread_priority()
            carry_out(home, run, work, on_event=lambda event: began.set())
        except Exception as error:  # raised below, by the caller
            refused.append(error)
        finally:
            began.set()

    threading.Thread(target=body, name=_THREAD + run.id, daemon=True).start()
    began.wait(timeout=10)
    if refused:
        raise refused[0]


def trains_here() -> bool:
    """Whether this process trains a run in the background, or has one in the queue."""
    return bool(_threads())


def _threads() -> dict[str, threading.Thread]:
    """The background threads of this process by the id of the run that each trains."""
    named = ((thread.name.partition(_THREAD), thread) for thread in threading.enumerate())
    return {id: thread for (_, mark, id), thread in named if mark}


def stop_here(home: Home, seconds: float) -> list[Run]:
    """Stop the training of this process as its Stop button would; returns the runs that have not ended.

    It waits up to `seconds` until the step is done and the checkpoint saved. Runs in the queue do not begin;
    their last event stays Queued, which shows that they were waiting.
    """
    mine = {Run(home.runs / id): thread for id, thread in _threads().items()}
    _ending.set()
    try:
        for run in mine:
            if run.state() == State.RUNNING:
                run.ask_to_stop()
        end = time.monotonic() + seconds
        for thread in mine.values():
            thread.join(max(0.0, end - time.monotonic()))
    finally:
        _ending.clear()
    return [run for run, thread in mine.items() if thread.is_alive()]


def carry_out(home: Home, run: Run, work: Work, on_event: EventListener = lambda event: None) -> Event:
    """Wait until no other training is running, then do the work; returns the last event.

    Every event is written to the run's metrics.jsonl, then passed to `on_event`. Raises only RunBusy: any
    other failure becomes a `Failed` event.
    """

    def report(event: Event) -> Event:
        on_event(run.record(event))
        return event

    with run.held():
        run.withdraw_stop()
        try:
            return _when_free(home, run, work, report)
        except Exception as error:  # nothing above this thread could handle it
            failed = _failed(error, run)
            try:
                return report(failed)
            except OSError:  # the disk may be too full even for this line
                return failed
        finally:
            release_memory()


def _when_free(home: Home, run: Run, work: Work, report: Callable[[Event], Event]) -> Event:
    lock = FileLock(home.trainer_lock, thread_local=False)
    if not _acquire(lock, home, run):
        queued = report(Queued())
        while not _acquire(lock, home, run):
            if run.is_asked_to_stop():
                return report(Stopped())
            if _ending.wait(_POLL_SECONDS):
                return queued
    try:
        report(Preparing(what="start"))  # written before torch is loaded, which takes a while
        return _follow(run, work, report)
    finally:
        lock.release()


def _acquire(lock: FileLock, home: Home, run: Run) -> bool:
    """Acquire the trainer's lock if this run is next in the queue and the lock is free."""
    queue = RunStore(home.runs).queue()
    if _ending.is_set():
        return False
    if queue and queue[0].id != run.id:
        return False
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return False
    return True


def _follow(run: Run, work: Work, report: Callable[[Event], Event]) -> Event:
    """Report every event. A stop takes effect after an event; closing the work saves a checkpoint."""
    with closing(work()) as events:
        for event in events:
            report(event)
            if run.is_asked_to_stop() and not isinstance(event, FINAL):
                break
        else:
            return event
    return report(Stopped())


def _failed(error: Exception, run: Run) -> Failed:
    if isinstance(error, MemoryError):
        config = run.info.config
        error = OutOfMemory(device=config.device, batch_size=config.batch_size, max_length=config.max_length)
    if is_disk_full(error):
        error = DiskFull()
    if not isinstance(error, ColabertError):
        _keep_traceback(error, run.folder)
        error = Unexpected(reason=f"{type(error).__name__}: {error}"[:300])
    return Failed(error=error.kind, facts=error.facts)


def _keep_traceback(error: Exception, folder: Path) -> None:
    try:
        (folder / ERROR).write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    except OSError:
        return
