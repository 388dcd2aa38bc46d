import hashlib

import numpy as np
import pytest

from colabert_core import errors
from colabert_core.corpus import SPLITS, is_present, load, read_folder
from colabert_core.corpus.reading import corpus_folder

GOOD = b"ks08\t1\t\tThe pilot slept.\nl-93\t0\t*\tThe pilot sleeped.\n"


def folder_with(tmp_path, **contents: bytes):
    """The three files of a corpus: good ones, except for those given."""
    for split in SPLITS:
        (tmp_path / f"{split}.tsv").write_bytes(contents.get(split, GOOD))
    return tmp_path


def sentences_of(tmp_path, content: bytes) -> list[str]:
    corpus = read_folder(folder_with(tmp_path, in_domain_dev=content), "ours")
    return list(corpus.split("in_domain_dev")["sentence"])


def fault_of(tmp_path, content: bytes) -> errors.CorpusError:
    with pytest.raises(errors.CorpusError) as caught:
        read_folder(folder_with(tmp_path, in_domain_dev=content), "ours")
    return caught.value


def test_a_row_has_source_label_mark_and_sentence(tmp_path):
    corpus = read_folder(folder_with(tmp_path), "ours")
    assert corpus.name == "ours"
    assert corpus.rows_per_split() == dict.fromkeys(SPLITS, 2)
    assert list(corpus.table.columns) == ["split", "source", "label", "mark", "sentence"]
    assert corpus.split("in_domain_train").to_dict("records") == [
        {
            "split": "in_domain_train",
            "source": "ks08",
            "label": 1,
            "mark": "",
            "sentence": "The pilot slept.",
        },
        {
            "split": "in_domain_train",
            "source": "l-93",
            "label": 0,
            "mark": "*",
            "sentence": "The pilot sleeped.",
        },
    ]
    assert corpus.table["label"].dtype == np.int8


def test_a_split_is_numbered_from_zero_in_the_files_order(tmp_path):
    split = read_folder(folder_with(tmp_path), "ours").split("out_of_domain_dev")
    assert list(split.index) == [0, 1]


def test_the_last_line_may_lack_its_newline(tmp_path):
    assert sentences_of(tmp_path, GOOD.rstrip(b"\n")) == ["The pilot slept.", "The pilot sleeped."]


def test_windows_line_ends_are_no_part_of_a_sentence(tmp_path):
    assert sentences_of(tmp_path, GOOD.replace(b"\n", b"\r\n")) == ["The pilot slept.", "The pilot sleeped."]


def test_quotes_are_plain_characters(tmp_path):
    rows = b'ks08\t1\t\t"Fly!" said the pilot.\nks08\t1\t\t"Never closed.\nks08\t1\t\tSo "" what?\n'
    assert sentences_of(tmp_path, rows) == ['"Fly!" said the pilot.', '"Never closed.', 'So "" what?']


@pytest.mark.parametrize(
    "sentence", ["NA", "null", "1", "#not a comment", "a\\tb", "Zoë slept 😴.", "a\x0bb\u2028c"]
)
def test_nothing_in_a_sentence_is_special(tmp_path, sentence):
    assert sentences_of(tmp_path, f"ks08\t1\t\t{sentence}\n".encode()) == [sentence]


def test_spaces_around_a_mark_are_dropped(tmp_path):
    corpus = read_folder(folder_with(tmp_path, in_domain_dev=b"ks08\t0\t ?* \tHim slept.\n"), "ours")
    assert list(corpus.split("in_domain_dev")["mark"]) == ["?*"]


BAD = [
    (b"ks08\t1\tThe pilot slept.\n", errors.WrongColumns, {"found": 3}),
    (b"ks08\t1\t\tThe pilot\tslept.\n", errors.WrongColumns, {"found": 5}),
    (b"\n", errors.WrongColumns, {"found": 1}),
    (b"ks08\t2\t\tThe pilot slept.\n", errors.WrongLabel, {"found": "2"}),
    (b"ks08\t\t\tThe pilot slept.\n", errors.WrongLabel, {"found": ""}),
    (b"ks08\t01\t\tThe pilot slept.\n", errors.WrongLabel, {"found": "01"}),
    (b"ks08\t1\t\t\n", errors.EmptySentence, {}),
    (b"ks08\t1\t\t  \r\n", errors.EmptySentence, {}),
    (b"ks08\t1\t\tThe pil\xf6t slept.\n", errors.NotUtf8, {}),
]


@pytest.mark.parametrize(("line", "kind", "facts"), BAD)
def test_a_bad_line_is_told_with_file_and_line(tmp_path, line, kind, facts):
    error = fault_of(tmp_path, GOOD + line + GOOD)
    assert type(error) is kind
    assert error.facts.items() >= {"file": "in_domain_dev.tsv", "line": 3, **facts}.items()
    assert str(error).startswith("in_domain_dev.tsv, line 3:")


def test_text_of_another_encoding_is_refused(tmp_path):
    line = "ks08\t1\t\tThe pilot slept.\n".encode("utf-16")
    assert type(fault_of(tmp_path, line)) is errors.NotUtf8


def test_the_first_of_several_faults_is_told(tmp_path):
    error = fault_of(tmp_path, GOOD + b"ks08\t1\t\t\nks08\t7\t\tx\n")
    assert (type(error), error.line) == (errors.EmptySentence, 3)


def test_a_file_without_rows_is_refused(tmp_path):
    error = fault_of(tmp_path, b"")
    assert type(error) is errors.NoRows
    assert error.file == "in_domain_dev.tsv"


def test_missing_files_are_named_all_together(tmp_path):
    folder = folder_with(tmp_path)
    (folder / "in_domain_dev.tsv").unlink()
    (folder / "in_domain_train.tsv").unlink()
    with pytest.raises(errors.MissingFiles) as caught:
        read_folder(folder, "ours")
    assert caught.value.missing == "in_domain_train.tsv, in_domain_dev.tsv"


def test_the_fingerprint_is_that_of_the_bytes(tmp_path):
    found = read_folder(folder_with(tmp_path), "ours").fingerprint
    assert found == hashlib.sha256(GOOD * 3).hexdigest()
    changed = read_folder(folder_with(tmp_path, in_domain_dev=GOOD[:-1]), "ours").fingerprint
    assert changed != found


def test_a_home_without_a_corpus_says_how_to_get_one(empty_home):
    assert not is_present(empty_home)
    with pytest.raises(errors.CorpusMissing, match="python -m colabert_core corpus"):
        load(empty_home)


def test_a_corpus_of_which_a_file_is_gone_is_not_present(home):
    assert is_present(home)
    (corpus_folder(home) / "in_domain_dev.tsv").unlink()
    assert not is_present(home)


def test_the_small_corpus_of_the_tests_is_read_whole(home):
    corpus = load(home)
    assert corpus.rows_per_split() == {"in_domain_train": 240, "in_domain_dev": 40, "out_of_domain_dev": 40}
    train = corpus.split("in_domain_train")
    assert 0.6 < train["label"].mean() < 0.8
    assert set(train["mark"]) == {"", "*", "?*", "??"}
    assert set(train.loc[train["label"] == 1, "mark"]) == {""}


def test_the_real_cola_has_its_published_size(cola):
    assert cola.name == "CoLA 1.1"
    assert cola.rows_per_split() == {"in_domain_train": 8551, "in_domain_dev": 527, "out_of_domain_dev": 516}
    assert cola.split("in_domain_train")["label"].mean() == pytest.approx(0.704, abs=5e-4)
    assert set(cola.table["mark"]) == {"", "*", "?*", "??", "*?"}
    first = cola.split("in_domain_train")["sentence"][0]
    assert first == "Our friends won't buy this analysis, let alone the next one we propose."
