"""Parquet files, as Hugging Face stores its data sets."""

import io
import json
from typing import Any

from colabert_core.errors import SheetDamaged, SheetTooManyRows, SheetTooWide, SheetUnsafe
from colabert_core.tables.sheet import MAX_COLUMNS, MAX_ROWS, Grid, RowCollector, cell_of

# Unpacked; a small file may hold the same cell a billion times.
MAX_UNPACKED_BYTES = 400_000_000


def parquet_grid(file: str, content: bytes) -> Grid:
    """The rows of a Parquet file. Raises SheetDamaged, SheetUnsafe, SheetTooManyRows, SheetTooWide."""
    import pyarrow as arrow  # slow to import, and only needed here
    from pyarrow import parquet

    try:
        opened = parquet.ParquetFile(io.BytesIO(content))
        _check_size(file, opened.metadata)
        return _grid(file, opened)
    except (arrow.ArrowException, OSError, ValueError) as error:
        raise SheetDamaged(file=file) from error


def _check_size(file: str, metadata: Any) -> None:
    if metadata.num_rows > MAX_ROWS:
        raise SheetTooManyRows(file=file, limit=MAX_ROWS)
    if metadata.num_columns > MAX_COLUMNS:
        raise SheetTooWide(file=file, found=metadata.num_columns, limit=MAX_COLUMNS)
    sizes = (metadata.row_group(number).total_byte_size for number in range(metadata.num_row_groups))
    if sum(sizes) > MAX_UNPACKED_BYTES:
        raise SheetUnsafe(file=file, limit_mb=MAX_UNPACKED_BYTES // 1_000_000)


def _grid(file: str, opened: Any) -> Grid:
    collected, number = RowCollector(file), 0
    for batch in opened.iter_batches(batch_size=4096):
        columns = [map(_text, column.to_pylist()) for column in batch.columns]
        for cells in zip(*columns, strict=True):
            number += 1
            collected.add(number, list(cells))
    return Grid(rows=collected.rows, headings=list(opened.schema_arrow.names))


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, list) and len(value) == 1:
        return _text(value[0])
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=str)
    return cell_of(value)
