from types import SimpleNamespace

import pytest

from colabert_core.events import Fetching
from colabert_core.terminal import Telling


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (Fetching(done=120_400_000, total=440_400_000), "downloading the encoder: 120 of 440 MB"),
        (Fetching(done=0, total=0), "downloading the encoder: asking the hub"),
    ],
)
def test_a_download_is_told_in_megabytes(event, said):
    words = []
    with Telling() as telling:
        telling.bar.close()
        telling.bar = SimpleNamespace(set_description=words.append, close=lambda: None)
        telling(event)
    assert words == [said]
