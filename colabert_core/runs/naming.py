"""Names of runs that nobody confuses, and names of the files that are made from runs."""

import re
import time
from collections.abc import Collection

from colabert_core.runs.run import MAX_NAME_CHARACTERS, Run

# Windows allows none of these in the name of a file.
_UNFIT = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')


def unused(name: str, taken: Collection[str]) -> str:
    """The name, with a number behind it if it is taken: "Monday class", "Monday class (2)"."""
    name = " ".join(name.split())[:MAX_NAME_CHARACTERS]
    number, free = 1, name
    while free in taken:
        number += 1
        ending = f" ({number})"
        free = name[: MAX_NAME_CHARACTERS - len(ending)] + ending
    return free


def file_name(run: Run, ending: str) -> str:
    """A file named by the run's name and the day it was created: `Monday class 2026-11-27.zip`."""
    day = time.strftime("%Y-%m-%d", time.localtime(run.info.created))
    name = " ".join(_UNFIT.sub("-", run.name).split()).strip(".- ") or run.id
    return f"{name}{ending}" if day in name else f"{name} {day}{ending}"
