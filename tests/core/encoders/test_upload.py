import errno
import io
import json
import os
import re
import zipfile
from pathlib import Path

import pytest

from colabert_core import errors
from colabert_core.config import BERT_BASE
from colabert_core.encoders import SHAPES, install, resolve, upload, uploaded
from colabert_core.encoders.shapes import published_bytes

from ..helpers import files_below

FILES = {"config.json", "model.safetensors", "vocab.txt", "tokenizer.json"}


@pytest.fixture
def content(tiny_encoder) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in tiny_encoder.iterdir()}


def zip_of(files: dict[str, bytes]) -> io.BytesIO:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in files.items():
            zipped.writestr(name, data)
    archive.seek(0)
    return archive


def refused(home, archive, kind) -> errors.ColabertError:
    """The error; nothing of the archive is left."""
    with pytest.raises(kind) as caught:
        install(home, archive, "theirs.zip")
    assert files_below(home.encoders) <= {".upload.lock"}
    return caught.value


# --- what is installed -----------------------------------------------------------------------------


@pytest.mark.parametrize("inside", ["", "my-model/", "a/b/", "./", "a\\b\\"])
def test_an_encoder_is_taken_whatever_folder_it_lies_in(empty_home, content, inside):
    folder = install(
        empty_home, zip_of({inside + name: data for name, data in content.items()}), "my bert.zip"
    )
    assert folder == empty_home.encoders / "my-bert"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == content
    assert resolve(str(folder)) == folder
    assert [entry.name for entry in uploaded(empty_home)] == [str(folder)]


def test_a_zip_on_disk_is_taken_as_well(empty_home, content, tmp_path):
    (tmp_path / "x.zip").write_bytes(zip_of(content).getvalue())
    assert install(empty_home, tmp_path / "x.zip", "x.zip").name == "x"


def test_only_what_an_encoder_is_made_of_is_taken(empty_home, content):
    more = {"run.py": b"x", "pytorch_model.bin": b"x", "sub/vocab.txt": b"x", "__MACOSX/._config.json": b"x"}
    folder = install(empty_home, zip_of({**content, **more}), "x.zip")
    assert files_below(folder) == FILES


def test_the_uppermost_encoder_counts(empty_home, content):
    """As in a sentence encoder, or in a training's folder with its checkpoints."""
    deeper = {f"m/checkpoint-5/{name}": b"{}" for name in content}
    upper = {f"m/{name}": data for name, data in content.items()}
    folder = install(empty_home, zip_of({"m/1_Pooling/config.json": b"{}", **deeper, **upper}), "x.zip")
    assert (folder / "config.json").read_bytes() == content["config.json"]


def test_weights_in_parts_are_taken_with_their_index(empty_home, content):
    part = "model-00001-of-00001.safetensors"
    content[part] = content.pop("model.safetensors")
    content["model.safetensors.index.json"] = json.dumps({"weight_map": {"a": part}}).encode()
    assert {path.name for path in install(empty_home, zip_of(content), "x.zip").iterdir()} == set(content)


def test_the_same_encoder_brought_again_stays_one_and_another_gets_a_number(empty_home, content):
    first = install(empty_home, zip_of(content), "x.zip")
    assert install(empty_home, zip_of(content), "x.zip") == first
    other = install(empty_home, zip_of({**content, "vocab.txt": content["vocab.txt"] + b"more\n"}), "x.zip")
    assert (first.name, other.name) == ("x", "x-2")
    assert (first / "vocab.txt").read_bytes() == content["vocab.txt"]
    fewer = {name: data for name, data in content.items() if name != "vocab.txt"}
    assert install(empty_home, zip_of(fewer), "x.zip").name == "x-3"


@pytest.mark.parametrize(
    ("zip_name", "folder"),
    [
        ("bert.zip", "bert"),
        ("../../bert.zip", "bert"),
        ("b e/rt!.zip", "rt"),
        ("한국어.zip", "encoder"),
        ("...zip", "encoder"),
        ("", "encoder"),
        ("con.zip", "encoder-con"),
        ("NUL.x.zip", "encoder-NUL.x"),
        ("v1.2_final.zip", "v1.2_final"),
        ("n" * 300 + ".zip", "n" * 60),
    ],
)
def test_the_folder_is_named_after_the_zip_as_far_as_every_system_allows(
    empty_home, content, zip_name, folder
):
    assert install(empty_home, zip_of(content), zip_name) == empty_home.encoders / folder


# --- what is refused -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "member",
    ["../config.json", "a/../../vocab.txt", "/etc/passwd", "C:/x/vocab.txt", "..\\vocab.txt", "\\\\host\\x"],
)
def test_a_path_out_of_the_archive_is_told_by_its_name(empty_home, content, member):
    error = refused(empty_home, zip_of({**content, member: b"x"}), errors.EncoderUnsafe)
    assert (error.name, error.member) == ("theirs.zip", member)


def test_an_index_cannot_point_elsewhere(empty_home, content):
    content["model-00001-of-00001.safetensors"] = content.pop("model.safetensors")
    index = {"weight_map": {"a": "../../secret.safetensors"}}
    content["model.safetensors.index.json"] = json.dumps(index).encode()
    assert "secret" in refused(empty_home, zip_of(content), errors.EncoderDamaged).reason


def test_two_encoders_side_by_side_are_told(empty_home, content):
    both = {f"{folder}/{name}": data for folder in ("one", "two") for name, data in content.items()}
    assert refused(empty_home, zip_of(both), errors.EncoderDamaged).reason == "two encoders: one, two"


def test_another_architecture_is_told(empty_home, content):
    content["config.json"] = b'{"model_type": "roberta"}'
    assert refused(empty_home, zip_of(content), errors.EncoderNotBert).found == "roberta"


def test_weights_of_another_format_are_told(empty_home, content):
    content["pytorch_model.bin"] = content.pop("model.safetensors")
    refused(empty_home, zip_of(content), errors.EncoderWithoutSafetensors)


def test_a_missing_vocabulary_is_told(empty_home, content):
    del content["vocab.txt"], content["tokenizer.json"]
    refused(empty_home, zip_of(content), errors.EncoderWithoutVocabulary)


def test_a_tokenizer_that_needs_code_is_told(empty_home, content):
    """As KoBERT comes: its vocabulary lists the pieces of a SentencePiece model, which Python code reads."""
    del content["tokenizer.json"]
    content["tokenizer_config.json"] = b'{"tokenizer_class": "KoBertTokenizer"}'
    content["tokenizer_78b3253a26.model"] = content["tokenization_kobert.py"] = b"x"
    error = refused(empty_home, zip_of(content), errors.EncoderTokenizerForeign)
    assert (error.name, error.found) == ("theirs.zip", "KoBertTokenizer")


@pytest.mark.parametrize("files", [{}, {"readme.txt": b"x"}, {"vocab.txt": b"x"}])
def test_an_archive_without_an_encoder_is_told(empty_home, files):
    assert refused(empty_home, zip_of(files), errors.EncoderDamaged).reason == "config.json is missing"


@pytest.mark.parametrize("weights", [b"", b"no weights", b"\xff" * 100])
def test_weights_that_are_none_are_told_with_the_files_name(empty_home, content, weights):
    content["model.safetensors"] = weights
    error = refused(empty_home, zip_of(content), errors.EncoderDamaged)
    assert error.name == "theirs.zip"
    assert error.reason.startswith("model.safetensors: ")


def test_an_absurd_measure_is_told_with_the_zips_name(empty_home, content):
    content["config.json"] = content["config.json"].replace(
        b'"num_hidden_layers": 2', b'"num_hidden_layers": 9999'
    )
    error = refused(empty_home, zip_of(content), errors.EncoderDamaged)
    assert (error.name, error.reason) == ("theirs.zip", "config.json: num_hidden_layers is 9999")


def test_what_is_no_zip_is_told(empty_home, content):
    whole = zip_of(content).getvalue()
    for broken in (b"", b"PK", b"no zip at all", whole[: len(whole) // 2]):
        assert refused(empty_home, io.BytesIO(broken), errors.NotAZip).file == "theirs.zip"


def test_a_zip_with_a_damaged_member_is_told(empty_home, content):
    whole = bytearray(zip_of(content).getvalue())
    at = whole.find(b"model.safetensors") + 5000
    whole[at : at + 400] = os.urandom(400)
    refused(empty_home, io.BytesIO(bytes(whole)), errors.NotAZip)


def test_an_encrypted_zip_is_told(empty_home, content):
    whole = zip_of(content).getvalue()
    for at in find_all(whole, b"PK\x03\x04"):
        whole = whole[: at + 6] + b"\x01" + whole[at + 7 :]
    for at in find_all(whole, b"PK\x01\x02"):
        whole = whole[: at + 8] + b"\x01" + whole[at + 9 :]
    refused(empty_home, io.BytesIO(whole), errors.NotAZip)


def find_all(whole: bytes, mark: bytes) -> list[int]:
    return [found.start() for found in re.finditer(re.escape(mark), whole)]


def test_weights_beyond_the_limit_are_not_unpacked(empty_home, content, monkeypatch):
    monkeypatch.setattr(upload, "MAX_WEIGHTS_BYTES", len(content["model.safetensors"]) - 1)
    error = refused(empty_home, zip_of(content), errors.EncoderTooLarge)
    assert (error.name, error.member) == ("theirs.zip", "model.safetensors")


def test_the_limit_holds_for_all_parts_together(empty_home, content, monkeypatch):
    weights = content.pop("model.safetensors")
    for number in (1, 2):
        content[f"model-0000{number}-of-00002.safetensors"] = weights
    monkeypatch.setattr(upload, "MAX_WEIGHTS_BYTES", len(weights) * 3 // 2)
    assert refused(empty_home, zip_of(content), errors.EncoderTooLarge).member.startswith("model-00002")


def test_a_text_that_swells_when_unpacked_is_not_unpacked(empty_home, content):
    content["vocab.txt"] = b"a" * (upload.MAX_TEXT_BYTES + 1)
    error = refused(empty_home, zip_of(content), errors.EncoderTooLarge)
    assert (error.member, error.limit_mb) == ("vocab.txt", 20)


def test_bert_base_fits_into_the_limits():
    assert upload.MAX_WEIGHTS_BYTES > upload.MAX_ZIP_BYTES > 1.1 * published_bytes(SHAPES[BERT_BASE])


@pytest.mark.parametrize(
    ("number", "kind"), [(errno.ENOSPC, errors.DiskFull), (errno.EACCES, errors.FileUnwritable)]
)
def test_a_disk_that_refuses_is_told(empty_home, content, monkeypatch, number, kind):
    def refuse(*_, **__):
        raise OSError(number, "refused")

    monkeypatch.setattr(upload, "_copy", refuse)
    refused(empty_home, zip_of(content), kind)


def test_a_home_without_a_place_is_told(empty_home, content):
    empty_home.root.mkdir()
    Path(empty_home.encoders).write_text("a file")
    with pytest.raises(errors.FileUnwritable):
        install(empty_home, zip_of(content), "x.zip")
