from io import StringIO
from types import SimpleNamespace

import pytest
from tqdm import tqdm

from colabert_core.cli.progress import RowsBar, TrainingBar
from colabert_core.events import Fetching
from colabert_core.judging.csv_file import FileProgress


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (Fetching(done=120_400_000, total=440_400_000), "downloading the encoder: 120 of 440 MB"),
        (Fetching(done=0, total=0), "downloading the encoder: asking the hub"),
    ],
)
def test_a_download_is_told_in_megabytes(event, said):
    words = []
    with TrainingBar() as shown:
        shown.bar.close()
        shown.bar = SimpleNamespace(set_description=words.append, close=lambda: None)
        shown(event)
    assert words == [said]


def test_rows_of_an_earlier_try_are_counted_but_cost_no_time():
    with RowsBar() as rows:
        rows.bar = tqdm(file=StringIO())
        rows(FileProgress(rows=4096, total=16384))
        rows(FileProgress(rows=8192, total=16384, seconds_left=3.0))
        assert (rows.bar.initial, rows.bar.n, rows.bar.total) == (4096, 8192, 16384)
