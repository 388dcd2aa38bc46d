"""JSON as people have it: an object per line, one array of objects, or what annotation tools export.

Known by their keys: Hugging Face's viewer ({"rows": [{"row": {...}}]}), pandas' columns ({"text": {"0": ...}}
or {"text": [...]}), Label Studio (data and annotations), doccano (text and label). An object with several
annotations keeps each annotator's label in a column of its own.
"""

import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from colabert_core.errors import SheetNotJson
from colabert_core.tables.sheet import Grid, Note, RowCollector, cell_of, distinct, encodable

Json = dict[str, Any]


def json_grid(file: str, text: str) -> Grid:
    """A row per object; the columns are all keys, in the order in which they occur. Raises SheetNotJson."""
    renamed: set[str] = set()
    headings: dict[str, int] = {}
    collected = RowCollector(file)
    for line, row in _objects(file, text, renamed):
        row = _flat(row)
        for key in row:
            headings.setdefault(key, len(headings))
        cells = [""] * len(headings)
        for key, value in row.items():
            cells[headings[key]] = _json_cell(value)
        collected.add(line, cells)
    what = ", ".join(sorted(renamed))
    notes = (Note(kind="renamed", n=len(renamed), what=what),) if renamed else ()
    return Grid(rows=collected.rows, headings=list(headings), notes=notes)


def _objects(file: str, text: str, renamed: set[str]) -> Iterator[tuple[int, Json]]:
    """The objects of a text, each with its line, or with its number where one value holds them all."""
    try:
        whole = _parsed(text, renamed)
    except (ValueError, RecursionError):
        yield from _lines(file, text, renamed)
        return
    if isinstance(whole, dict) and len(rows := list(_rows_in(whole))) == 1 and rows[0] is whole:
        yield 1 + len(text) - len(text.lstrip()), whole
        return
    for number, row in enumerate(_rows_in(whole), start=1):
        if not isinstance(row, dict):
            raise SheetNotJson(file=file, line=number, reason="not an object in braces")
        yield number, row


def _lines(file: str, text: str, renamed: set[str]) -> Iterator[tuple[int, Json]]:
    for number, line in enumerate(io.StringIO(text, newline=None), start=1):
        if not line.strip():
            continue
        try:
            row = _parsed(line, renamed)
        except json.JSONDecodeError as error:
            reason = f"{error.msg}, column {error.colno}"
            raise SheetNotJson(file=file, line=number, reason=reason) from None
        except (ValueError, RecursionError) as error:  # a number of thousands of digits; nested too deeply
            raise SheetNotJson(file=file, line=number, reason=type(error).__name__) from None
        if not isinstance(row, dict):
            raise SheetNotJson(file=file, line=number, reason="not an object in braces")
        yield number, row


def _parsed(text: str, renamed: set[str]) -> Any:
    """A JSON value. A repeated key is kept under a new name, which is added to `renamed`."""

    def with_distinct_keys(pairs: list[tuple[str, Any]]) -> Json:
        keys = distinct(encodable(key) for key, _ in pairs)
        renamed.update(key for key, (before, _) in zip(keys, pairs, strict=True) if key != before)
        return dict(zip(keys, (value for _, value in pairs), strict=True))

    return json.loads(text, object_pairs_hook=with_distinct_keys)


# --- whole files ---------------------------------------------------------------------------------


def _rows_in(value: Any) -> Iterable[Any]:
    """The rows in one JSON value: a list, columns, or an object that wraps either."""
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        return [value]
    for key in ("rows", "data", "examples", "items", "sentences", "records"):
        wrapped = value.get(key)
        if isinstance(wrapped, list) and wrapped and all(isinstance(row, dict) for row in wrapped):
            return [row["row"] if isinstance(row.get("row"), dict) else row for row in wrapped]
    return _from_columns(value) or [value]


def _from_columns(value: Json) -> list[Json]:
    """Rows from columns, each a list or an object numbered by row; empty if they are not columns."""
    columns = {name: _column(cells) for name, cells in value.items()}
    lengths = {len(cells) for cells in columns.values() if cells is not None}
    if None in columns.values() or len(lengths) != 1:
        return []
    kept = {name: cells for name, cells in columns.items() if cells is not None}
    return [dict(zip(kept, row, strict=True)) for row in zip(*kept.values(), strict=True)]


def _column(cells: Any) -> list[Any] | None:
    if isinstance(cells, list) and len(cells) > 1:
        return cells
    if isinstance(cells, dict) and cells and all(key.isdecimal() for key in cells):
        return list(cells.values())
    return None


# --- single objects ------------------------------------------------------------------------------


def _flat(row: Json) -> Json:
    """An object without the wrappers of annotation tools."""
    if isinstance(row.get("data"), dict) and isinstance(row.get("annotations"), list):
        return _label_studio(row)
    return row


def _label_studio(row: Json) -> Json:
    """A task of Label Studio: its data, and the choices of each annotation."""
    flat = {"id": row["id"]} if "id" in row else {}
    flat |= row["data"]
    chosen = [_choices(annotation) for annotation in row["annotations"] if isinstance(annotation, dict)]
    for number, choice in enumerate(chosen, start=1):
        flat["label" if number == 1 else f"label ({number})"] = choice
    return flat


def _choices(annotation: Json) -> str:
    """What an annotator chose or rated; "" if nothing, as in a task that was skipped."""
    found: list[str] = []
    results = annotation.get("result")
    for result in results if isinstance(results, list) else []:
        value = result.get("value") if isinstance(result, dict) else None
        if isinstance(value, dict):
            chosen = value.get("choices") or value.get("labels") or value.get("rating") or []
            found += map(str, chosen if isinstance(chosen, list) else [chosen])
    return found[0] if len(found) == 1 else json.dumps(found, ensure_ascii=False) if found else ""


def _json_cell(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str | int | float):
        return cell_of(value[0])  # doccano writes a label as a list
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False) if value else ""
    return cell_of(value)
