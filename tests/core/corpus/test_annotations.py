"""The grammatical annotations: downloaded, checked, read, and matched with CoLA's sentences."""

import struct
import zipfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from colabert_core import errors
from colabert_core.corpus import annotations, fetch, is_present
from colabert_core.corpus.annotations import ADDRESS, ARCHIVE, FEATURES, FILES, LEVELS, address_beside
from colabert_core.evaluation.report_card import report_card
from colabert_core.system.paths import Home, file_hash

from ..helpers import annotated_rows, annotation_lines, annotation_zip, files_below, shows
from .test_fetch import Missing, sending

INSTALLED = {f"annotations/{file}" for file in FILES.values()}


pytestmark = pytest.mark.usefixtures("working_directory")


@pytest.fixture
def any_annotations(monkeypatch):
    """Let `fetch` accept our small zip, which does not have the published hash."""
    install = annotations.install
    monkeypatch.setattr(annotations, "install", lambda home, archive: install(home, archive, sha256=None))


@pytest.fixture
def ours(tmp_path) -> Path:
    return annotation_zip(tmp_path / ARCHIVE)


def installed(home: Home, archive: Path) -> annotations.Annotations:
    annotations.install(home, archive, sha256=None)
    return annotations.load(home)


def kept(home: Home) -> set[str]:
    return files_below(home.corpus) - {"fetch.lock"}


def as_file(lines: list[list[str]], newline: str = "\n", start: bytes = b"") -> bytes:
    return start + "".join("\t".join(cells) + newline for cells in lines).encode()


# --- a good file -----------------------------------------------------------------------------------


def test_they_come_from_a_server_once(local_server, empty_home, ours, any_annotations):
    handler, told = sending(ours), []
    address = f"{local_server(handler)}/{ARCHIVE}"
    for _ in range(2):
        annotations.fetch(empty_home, address, lambda done, total: told.append((done, total)))
    assert kept(empty_home) == INSTALLED
    assert len(handler.whole) == 1
    assert told[-1] == (ours.stat().st_size, ours.stat().st_size)
    assert annotations.is_present(empty_home)


def test_those_who_bring_them_at_the_same_moment_all_get_them(empty_home, ours):
    with ThreadPoolExecutor(10) as visitors:
        list(visitors.map(lambda _: annotations.install(empty_home, ours, sha256=None), range(10)))
    assert kept(empty_home) == INSTALLED
    assert annotations.is_present(empty_home)


def test_they_leave_the_corpus_alone_and_it_leaves_them(home, ours, corpus_zip):
    cola = kept(home)
    annotations.install(home, ours, sha256=None)
    fetch.install(home, corpus_zip, sha256=None)
    assert kept(home) == cola | INSTALLED
    assert is_present(home)


def test_a_damaged_copy_is_fetched_anew(empty_home, ours, any_annotations):
    annotations.fetch(empty_home, str(ours))
    path = annotations.annotations_folder(empty_home) / FILES["minor"]
    path.write_text("nothing")
    annotations.fetch(empty_home, str(ours))
    assert len(annotations.load(empty_home).minor) == 100


def test_where_nothing_is_it_is_said(empty_home):
    assert not annotations.is_present(empty_home)
    with pytest.raises(errors.AnnotationsMissing):
        annotations.load(empty_home)


# --- where they are --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cola", "beside"),
    [
        (fetch.ADDRESS, ADDRESS),
        ("http://127.0.0.1:9/cola_public_1.1.zip", f"http://127.0.0.1:9/{ARCHIVE}"),
        ("https://example.org/a/b/cola.zip?key=1#x", f"https://example.org/a/b/{ARCHIVE}"),
        ("https://example.org", f"https://example.org/{ARCHIVE}"),
        ("file:///data/cola.zip", f"file:///data/{ARCHIVE}"),
        ("nowhere/cola.zip", ADDRESS),
        (".", ADDRESS),
    ],
)
def test_they_are_looked_for_beside_cola(cola, beside):
    assert address_beside(cola) == beside


def test_a_file_beside_colas_zip_is_taken(tmp_path, ours):
    assert address_beside(str(tmp_path / "cola_public_1.1.zip")) == str(ours)


# --- what can go wrong -----------------------------------------------------------------------------


def refused(home: Home, archive: Path, kind, **more) -> errors.ColabertError:
    """The error of an installation, after which nothing has changed."""
    before = kept(home)
    with pytest.raises(kind) as caught:
        annotations.install(home, archive, **more)
    assert kept(home) == before
    return caught.value


def test_a_wrong_hash_is_told_and_what_was_there_is_kept(empty_home, ours, tmp_path):
    before = installed(empty_home, ours)
    other = annotation_zip(tmp_path / "other.zip", annotated_rows().head(50))
    error = refused(empty_home, other, errors.WrongHash)
    assert (error.found, error.expected) == (file_hash(other), annotations.SHA256)
    pd.testing.assert_frame_equal(annotations.load(empty_home).minor, before.minor)


def test_what_is_no_zip_is_told_under_its_own_name(empty_home, tmp_path):
    (tmp_path / "upload").write_bytes(b"<html>Please log in</html>")
    assert refused(empty_home, tmp_path / "upload", errors.NotAZip, name="notes.zip").file == "notes.zip"
    refused(empty_home, tmp_path / "none.zip", errors.ArchiveUnreadable)
    refused(empty_home, tmp_path, errors.ArchiveUnreadable)


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/a.zip", "none.zip", "nonsense://x/a.zip"])
def test_whatever_keeps_them_away_is_a_corpus_error(empty_home, address):
    with pytest.raises(errors.CorpusError):
        annotations.fetch(empty_home, address)
    assert kept(empty_home) == set()


def test_a_missing_page_and_a_broken_download_are_told(local_server, empty_home, ours):
    with pytest.raises(errors.DownloadUnreachable, match="HTTP 404"):
        annotations.fetch(empty_home, local_server(Missing) + f"/{ARCHIVE}")
    with pytest.raises(errors.DownloadBroken):
        annotations.fetch(empty_home, local_server(sending(ours, promised=5000)))
    assert kept(empty_home) == set()


def test_a_missing_table_is_named(empty_home, tmp_path):
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as zipped:
        zipped.writestr(FILES["minor"], "Source\n")
        zipped.writestr(f"__MACOSX/._{FILES['major']}", "Source\n")
    assert refused(empty_home, tmp_path / "x.zip", errors.MissingFiles, sha256=None).missing == FILES["major"]


def test_an_oversized_table_is_not_unpacked(empty_home, tmp_path):
    archive = annotation_zip(tmp_path / "bomb.zip", minor=bytes(fetch.MAX_MEMBER_BYTES + 1))
    error = refused(empty_home, archive, errors.ArchiveUnsafe, sha256=None)
    assert error.member == FILES["minor"]


def test_a_table_that_lies_about_its_size_is_not_kept(empty_home, tmp_path):
    archive = annotation_zip(tmp_path / "liar.zip", minor=bytes(9_000_000))
    content = archive.read_bytes()
    honest = struct.pack("<L", 9_000_000)
    assert honest in content
    archive.write_bytes(content.replace(honest, struct.pack("<L", 100)))
    refused(empty_home, archive, errors.NotAZip, sha256=None)


@pytest.mark.parametrize("prefix", ["../../evil/", "/absolute/", "a/../../../b/"])
def test_lying_names_put_nothing_anywhere_else(empty_home, tmp_path, ours, prefix):
    with zipfile.ZipFile(ours) as good, zipfile.ZipFile(tmp_path / "x.zip", "w") as lying:
        for file in FILES.values():
            lying.writestr(prefix + file, good.read(file))
        lying.writestr(prefix + "evil.txt", "evil")
    before = files_below(tmp_path)
    annotations.install(empty_home, tmp_path / "x.zip", sha256=None)
    assert files_below(tmp_path) - before == {f"empty-home/corpus/{name}" for name in INSTALLED}


def changed(level: str, line: int, column: int, value: str | None) -> bytes:
    """A table with another value in one cell; None removes the cell."""
    lines = annotation_lines(level, annotated_rows())
    lines[line][column : column + 1] = [] if value is None else [value]
    return as_file(lines)


@pytest.mark.parametrize(
    ("content", "kind", "facts"),
    [
        (changed("major", 0, 4, "Easy"), errors.FeaturesMissing, {"missing": "Simple"}),
        (changed("major", 0, 3, "Text"), errors.FeaturesMissing, {"missing": "Sentence"}),
        (changed("major", 7, 4, None), errors.FeatureCells, {"line": 8, "found": 18, "expected": 19}),
        (changed("major", 7, 9, "2"), errors.FeatureValue, {"line": 8, "column": "Imperative", "found": "2"}),
        (changed("major", 7, 2, "x"), errors.WrongLabel, {"line": 8, "found": "x"}),
        (changed("major", 7, 3, " "), errors.EmptySentence, {"line": 8}),
        (as_file(annotation_lines("major", annotated_rows())[:1]), errors.NoRows, {}),
        (b"", errors.NoRows, {}),
        (as_file(annotation_lines("major", annotated_rows())) + b"\xff", errors.NotUtf8, {"line": 102}),
    ],
)
def test_what_is_wrong_in_a_table_is_told_before_the_hash(empty_home, tmp_path, content, kind, facts):
    error = refused(empty_home, annotation_zip(tmp_path / "x.zip", major=content), kind)
    assert error.file == FILES["major"]
    assert facts.items() <= error.facts.items()


def test_line_ends_a_byte_order_mark_and_other_orders_of_columns_are_read(empty_home, tmp_path, ours):
    expected = installed(empty_home, ours)
    lines = [cells[::-1] for cells in annotation_lines("major", annotated_rows())]
    windows = as_file(lines, "\r\n", b"\xef\xbb\xbf")
    found = installed(empty_home, annotation_zip(tmp_path / "x.zip", major=windows))
    pd.testing.assert_frame_equal(found.major, expected.major)


# --- the features ----------------------------------------------------------------------------------


def test_there_are_15_major_features_and_63_minor_ones_that_belong_to_them():
    assert [len(FEATURES[level]) for level in LEVELS] == [15, 63]
    for level in LEVELS:
        assert len({feature.id for feature in FEATURES[level]}) == len(FEATURES[level])
        assert len({feature.heading for feature in FEATURES[level]}) == len(FEATURES[level])
    assert {feature.major for feature in FEATURES["minor"]} == {feature.id for feature in FEATURES["major"]}


@pytest.mark.parametrize("level", LEVELS)
def test_features_stand_beside_their_rows_in_any_order(empty_home, ours, level):
    known = installed(empty_home, ours)
    rows = annotated_rows().assign(number=range(100)).sample(40, random_state=3)
    found = known.features_of(rows, level)
    assert list(found.index) == list(rows.index)
    assert set(found.dtypes) == {np.dtype(bool)}
    for feature in FEATURES[level]:
        expected = [shows(feature.id, row.number, row.label) for row in rows.itertuples()]
        assert found[feature.id].tolist() == expected


def test_rows_without_a_match_show_nothing_and_are_known(empty_home, ours):
    known = installed(empty_home, ours)
    rows = annotated_rows().head(6)
    rows.loc[2, "sentence"] = "The 2nd lamp was mended in vain."
    assert known.matched(rows).tolist() == [True, True, False, True, True, True]
    found = known.features_of(rows, "major")
    assert not found.loc[2].any()
    assert found.loc[[0, 1, 3, 4, 5], "simple"].all()


def test_the_text_decides_whatever_source_and_label_say(empty_home, ours):
    rows = annotated_rows().head(10).assign(source="new", label=1)
    assert installed(empty_home, ours).matched(rows).all()


TWICE = pd.DataFrame(
    [
        ("ks08", 1, "", "The lamp fell."),
        ("swb04", 1, "", "The lamp fell."),
        ("swb04", 0, "*", "The lamp fell."),
    ],
    columns=["source", "label", "mark", "sentence"],
)


@pytest.mark.parametrize("order", [[0, 1, 2], [2, 1, 0], [1, 2, 0]])
def test_texts_that_stand_there_more_than_once_are_told_apart_by_source_and_label(
    empty_home, tmp_path, order
):
    known = installed(empty_home, annotation_zip(tmp_path / "x.zip", TWICE))
    rows = TWICE.iloc[order]
    for chosen in (rows, rows.head(1)):
        found = known.features_of(chosen, "major")
        for number, row in enumerate(TWICE.itertuples()):
            if number in chosen.index:
                assert found.loc[number, "violation"] == (row.label == 0)
                assert found.loc[number, "predicate"] == shows("predicate", number, row.label)


def test_an_annotation_is_used_once(empty_home, tmp_path):
    known = installed(empty_home, annotation_zip(tmp_path / "x.zip", TWICE.iloc[[1]]))
    assert known.matched(TWICE).tolist() == [False, True, False]
    assert known.matched(TWICE.iloc[[0]]).tolist() == [True]


# --- the published ones ----------------------------------------------------------------------------


@pytest.fixture
def dev(cola) -> pd.DataFrame:
    return cola.table[cola.table["split"] != "in_domain_train"]


def published(zip_file: Path, level: str) -> pd.DataFrame:
    """The table in the zip, read by pandas."""
    with zipfile.ZipFile(zip_file) as zipped, zipped.open(FILES[level]) as file:
        return pd.read_csv(file, sep="\t", quoting=3, keep_default_na=False)


def test_the_published_zip_holds_1043_sentences(cola_annotations):
    assert (len(cola_annotations.major), len(cola_annotations.minor)) == (1043, 1043)
    assert cola_annotations.major["imperative"].sum() == 12


@pytest.mark.parametrize("level", LEVELS)
def test_every_value_is_the_files(cola_annotations, cola_annotations_zip, level):
    file = published(cola_annotations_zip, level)
    file.columns = [" ".join(column.split()) for column in file]
    table = getattr(cola_annotations, level)
    assert table["sentence"].tolist() == file["Sentence"].tolist()
    assert set(file.columns) - {"Source", "Domain", "Acceptability", "Sentence"} == {
        feature.heading for feature in FEATURES[level]
    }
    for feature in FEATURES[level]:
        assert table[feature.id].tolist() == (file[feature.heading] == 1).tolist()


def test_a_sentence_shows_a_major_feature_where_it_shows_one_of_its_minor_ones(cola_annotations):
    for major in FEATURES["major"]:
        minors = [feature.id for feature in FEATURES["minor"] if feature.major == major.id]
        assert (cola_annotations.minor[minors].any(axis=1) == cola_annotations.major[major.id]).all()


def test_1039_of_the_1043_dev_sentences_match(cola_annotations, cola, dev):
    assert len(dev) == 1043
    assert cola_annotations.matched(dev).sum() == 1039
    parts = [
        cola_annotations.matched(cola.split(split)).sum() for split in ("in_domain_dev", "out_of_domain_dev")
    ]
    assert parts == [526, 513]


def test_some_labels_are_others_than_colas(cola_annotations, dev):
    """By text alone five differ; three of these texts have both labels in CoLA, and are distinguished."""
    labels = dict(zip(dev["sentence"], dev["label"], strict=True))
    annotated = cola_annotations.major
    by_text = [labels.get(row.sentence, row.label) != row.label for row in annotated.itertuples()]
    assert sum(by_text) == 5
    columns = ["sentence", "source", "label"]
    same = Counter(dev[columns].itertuples(index=False)) & Counter(annotated[columns].itertuples(index=False))
    assert 1039 - same.total() == 2


@pytest.mark.parametrize("level", LEVELS)
def test_the_cards_counts_are_the_files(cola_annotations, cola_annotations_zip, cola, dev, level):
    file = published(cola_annotations_zip, level)
    file.columns = [" ".join(column.split()) for column in file]
    in_cola = file[file["Sentence"].isin(set(dev["sentence"]))]
    assert len(in_cola) == 1039
    for domain, split in (("In", "in_domain_dev"), ("Out", "out_of_domain_dev")):
        rows, expected = cola.split(split), in_cola[in_cola["Domain"] == domain]
        card = report_card(rows.assign(acceptable=0.5), cola_annotations.features_of(rows, level))
        counts = [int(expected[feature.heading].sum()) for feature in FEATURES[level]]
        assert card["sentences"].tolist() == counts


def test_violations_are_of_one_class(cola_annotations, cola_annotations_zip, dev):
    file = published(cola_annotations_zip, "major")
    assert file.loc[file["Violations"] == 1, "Acceptability"].tolist() == [0] * 145
    for rows in (dev, *(part for _, part in dev.groupby("split"))):
        card = report_card(rows.assign(acceptable=0.2), cola_annotations.features_of(rows, "major"))
        line = card.set_index("feature").loc["violation"]
        assert (line["kind"], line["share_found"]) == ("one class", 1.0)
        assert set(card.loc[card["kind"] == "one class", "feature"]) == {"violation"}
