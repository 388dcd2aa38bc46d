"""The tables of a run as one zip or one workbook."""

import zipfile
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from colabert_core.errors import FileUnwritable
from colabert_core.exporting.sheets import Sheet
from colabert_core.system.safe_csv import safe_csv
from colabert_core.system.staging import replaced_file
from colabert_core.tables.writing import write_sheets

KINDS = ("zip", "xlsx")
CARD = "model_card.md"


def write(sheets: Sequence[Sheet], card: str, target: Path) -> None:
    """Write a run's tables in the kind that the ending of `target` names, one of KINDS.

    A zip also holds the model card; a workbook has a sheet per table, the card's text first. Raises
    FileUnwritable for other endings and for tables that Excel cannot hold, and OSError.
    """
    kind = target.suffix.lower().removeprefix(".")
    if kind not in KINDS:
        kinds = " and ".join(f".{kind}" for kind in KINDS)
        raise FileUnwritable(file=str(target), reason=f"the kinds that can be written are {kinds}")
    with replaced_file(target) as unfinished:
        if kind == "zip":
            _write_zip(sheets, card, unfinished)
        else:
            write_sheets([("model_card", _lines(card)), *((s.name, s.table) for s in sheets)], unfinished)


def _write_zip(sheets: Sequence[Sheet], card: str, target: Path) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr(CARD, card)
        for sheet in sheets:
            zipped.writestr(f"{sheet.name}.csv", safe_csv(sheet.table))


def _lines(text: str) -> pd.DataFrame:
    return pd.DataFrame({"model card": text.splitlines()})
