import struct
import threading
import time
import zipfile
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from colabert_core import errors
from colabert_core.corpus import fetch, load
from colabert_core.corpus.fetch import install, is_url
from colabert_core.system.network import why_unreachable
from colabert_core.system.paths import Home, file_hash

from ..helpers import files_below

INSTALLED = {f"cola/{split}.tsv" for split in ("in_domain_train", "in_domain_dev", "out_of_domain_dev")}


pytestmark = pytest.mark.usefixtures("working_directory")


@pytest.fixture
def any_corpus(monkeypatch):
    """Let `fetch` accept our small corpus, which does not have CoLA's hash."""
    monkeypatch.setattr(fetch, "install", lambda home, archive: install(home, archive, sha256=None))


@pytest.fixture
def impatient(monkeypatch):
    """Half a second instead of four."""
    monkeypatch.setattr(fetch, "TIMEOUT", 0.5)
    monkeypatch.setattr(fetch, "why_unreachable", lambda address: why_unreachable(address, timeout=0.5))


class Sending(BaseHTTPRequestHandler):
    """Sends `content`, and announces `promised` bytes more. `whole` counts the downloads."""

    content = b""
    promised = 0
    tells_length = True
    delay = 0.0

    def do_GET(self):
        if "Range" not in self.headers:
            type(self).whole.append(self.path)
            time.sleep(self.delay)
        self.send_response(200)
        if self.tells_length:
            self.send_header("Content-Length", str(len(self.content) + self.promised))
        self.end_headers()
        self.wfile.write(self.content)


def sending(path: Path | bytes, **fields) -> type[Sending]:
    content = path if isinstance(path, bytes) else path.read_bytes()
    return type("SendingThis", (Sending,), {"content": content, "whole": [], **fields})


class Missing(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_error(404)


class Silent(BaseHTTPRequestHandler):
    """Accepts and never answers."""

    def do_GET(self):
        self.server.closing.wait(60)


class FallingSilent(BaseHTTPRequestHandler):
    """Sends the beginning of a file and then nothing more."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        self.wfile.write(b"PK" + b"x" * 9000)
        self.wfile.flush()
        if "Range" not in self.headers:
            self.server.closing.wait(60)


class BadlyChunked(BaseHTTPRequestHandler):
    """Stops within a chunk."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(b"ffff\r\nPK, and no more")
        self.close_connection = True


def kept(home: Home) -> set[str]:
    """The contents of the corpus folder, except for the lock."""
    return files_below(home.corpus) - {"fetch.lock"}


def failure(home: Home, address: str, kind) -> errors.ColabertError:
    """The error of a download, of which nothing is left."""
    with pytest.raises(kind) as caught:
        fetch.fetch(home, address)
    assert kept(home) == set()
    return caught.value


def make_zip(path: Path, members: dict[str, str | bytes], **settings) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, **settings) as zipped:
        for name, content in members.items():
            zipped.writestr(zipfile.ZipInfo(name), content, compress_type=zipfile.ZIP_DEFLATED)
    return path


ROW = "ks08\t1\t\tThe pilot slept.\n"
RAW = {
    f"cola_public/raw/{split}.tsv": ROW for split in ("in_domain_train", "in_domain_dev", "out_of_domain_dev")
}


# --- a good file -----------------------------------------------------------------------------------


def test_a_corpus_comes_from_a_server(local_server, empty_home, corpus_zip, any_corpus):
    fetch.fetch(empty_home, local_server(sending(corpus_zip)) + "/cola.zip")
    assert kept(empty_home) == INSTALLED
    assert load(empty_home).rows_per_split()["in_domain_train"] == 240


def test_the_progress_runs_from_nothing_to_everything(local_server, empty_home, corpus_zip, any_corpus):
    told = []
    fetch.fetch(empty_home, local_server(sending(corpus_zip)), lambda done, total: told.append((done, total)))
    size = corpus_zip.stat().st_size
    assert told[0] == (0, size)
    assert told[-1] == (size, size)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_a_server_that_does_not_tell_the_size_will_do(local_server, empty_home, corpus_zip, any_corpus):
    told = []
    address = local_server(sending(corpus_zip, tells_length=False))
    fetch.fetch(empty_home, address, lambda done, total: told.append((done, total)))
    assert kept(empty_home) == INSTALLED
    assert {total for _, total in told} == {0}
    assert all(done >= 0 for done, _ in told)


def test_a_corpus_is_fetched_once(local_server, empty_home, corpus_zip, any_corpus):
    handler = sending(corpus_zip)
    address = local_server(handler)
    fetch.fetch(empty_home, address)
    fetch.fetch(empty_home, address)
    assert len(handler.whole) == 1


def test_two_visitors_who_ask_at_once_get_one_download(local_server, empty_home, corpus_zip, any_corpus):
    handler = sending(corpus_zip, delay=0.3)
    address = local_server(handler)
    visitors = [threading.Thread(target=fetch.fetch, args=(empty_home, address)) for _ in range(2)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    assert len(handler.whole) == 1
    assert kept(empty_home) == INSTALLED


def test_the_address_may_be_a_path(empty_home, corpus_zip, any_corpus):
    fetch.fetch(empty_home, str(corpus_zip))
    assert kept(empty_home) == INSTALLED


def test_the_real_cola_passes_its_hash(local_server, empty_home, cola_zip):
    fetch.fetch(empty_home, local_server(sending(cola_zip)) + "/cola_public_1.1.zip")
    assert load(empty_home).rows_per_split()["in_domain_train"] == 8551


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org/cola.zip", True),
        ("HTTP://example.org", True),
        ("file:///cola.zip", True),
        ("/data/cola.zip", False),
        ("C:\\data\\cola.zip", False),
        ("C:/data/cola.zip", False),
        ("cola.zip", False),
    ],
)
def test_addresses_are_told_from_paths(address, expected):
    assert is_url(address) is expected


def test_the_time_limit_of_a_download_is_gone_after_it(local_server, empty_home, corpus_zip, any_corpus):
    import socket

    fetch.fetch(empty_home, local_server(sending(corpus_zip)))
    assert socket.getdefaulttimeout() is None


# --- what can go wrong with a download -------------------------------------------------------------


def test_a_half_download_is_told_and_not_kept(local_server, empty_home, corpus_zip):
    address = local_server(sending(corpus_zip, promised=5000))
    error = failure(empty_home, address, errors.DownloadBroken)
    assert error.address == address
    assert error.reason


def test_a_half_download_of_unknown_length_is_no_zip(local_server, empty_home, corpus_zip):
    half = corpus_zip.read_bytes()[:4000]
    failure(empty_home, local_server(sending(half, tells_length=False)), errors.NotAZip)


def test_a_download_that_breaks_off_within_a_chunk_is_told(local_server, empty_home):
    failure(empty_home, local_server(BadlyChunked), errors.DownloadBroken)


def test_a_missing_file_is_told(local_server, empty_home):
    error = failure(empty_home, local_server(Missing) + "/cola.zip", errors.DownloadUnreachable)
    assert error.reason == "HTTP 404"


def test_a_silent_server_is_given_up_within_five_seconds(local_server, empty_home):
    address = local_server(Silent)
    began = time.monotonic()
    failure(empty_home, address, errors.DownloadUnreachable)
    assert time.monotonic() - began < 6  # a second for a busy machine


def test_a_server_that_falls_silent_is_given_up(local_server, empty_home, impatient):
    error = failure(empty_home, local_server(FallingSilent), errors.DownloadBroken)
    assert "timed out" in error.reason


def test_an_address_of_no_server_is_told(empty_home):
    failure(empty_home, "http://127.0.0.1:9/cola.zip", errors.DownloadUnreachable)


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/with a space.zip", "nonsense://x/cola.zip"])
def test_an_address_that_is_none_is_told(empty_home, address):
    failure(empty_home, address, errors.DownloadUnreachable)


def test_a_path_that_does_not_exist_is_told(empty_home, tmp_path):
    error = failure(empty_home, str(tmp_path / "none.zip"), errors.ArchiveUnreadable)
    assert error.file == "none.zip"
    assert error.reason == "No such file or directory"


@pytest.mark.parametrize("address", ["none.zip", ".", "http://127.0.0.1:9/cola.zip"])
def test_whatever_keeps_a_corpus_away_is_a_corpus_error(empty_home, address):
    failure(empty_home, address, errors.CorpusError)


def test_a_folder_is_no_zip(empty_home, tmp_path):
    assert failure(empty_home, str(tmp_path), errors.ArchiveUnreadable).reason == "Is a directory"


def test_a_wrong_hash_is_told_with_both_hashes(empty_home, corpus_zip):
    error = failure(empty_home, str(corpus_zip), errors.WrongHash)
    assert error.expected == fetch.SHA256
    assert error.found == file_hash(corpus_zip)


def test_a_web_page_instead_of_a_zip_is_told(local_server, empty_home):
    failure(empty_home, local_server(sending(b"<html>Please log in</html>")), errors.NotAZip)


# --- what can be wrong in a zip --------------------------------------------------------------------


def refused(home: Home, archive: Path, kind) -> errors.ColabertError:
    with pytest.raises(kind) as caught:
        install(home, archive, sha256=None)
    assert kept(home) == set()
    return caught.value


def test_missing_members_are_named_all_together(empty_home, tmp_path):
    only_one = {"cola_public/raw/in_domain_train.tsv": ROW, "cola_public/tokenized/in_domain_dev.tsv": ROW}
    error = refused(empty_home, make_zip(tmp_path / "x.zip", only_one), errors.MissingFiles)
    assert error.missing == "raw/in_domain_dev.tsv, raw/out_of_domain_dev.tsv"


def test_a_member_that_is_larger_than_cola_can_be_is_not_unpacked(empty_home, tmp_path):
    bomb = {**RAW, "cola_public/raw/in_domain_dev.tsv": bytes(fetch.MAX_MEMBER_BYTES + 1)}
    error = refused(empty_home, make_zip(tmp_path / "bomb.zip", bomb), errors.ArchiveUnsafe)
    assert error.member == "cola_public/raw/in_domain_dev.tsv"
    assert (tmp_path / "bomb.zip").stat().st_size < fetch.MAX_MEMBER_BYTES / 100


def test_a_member_as_large_as_allowed_is_read(empty_home, tmp_path):
    rows = ROW * (fetch.MAX_MEMBER_BYTES // len(ROW) // 40)
    padded = rows + "ks08\t1\t\t" + "a" * (fetch.MAX_MEMBER_BYTES - len(rows) - 8)
    install(empty_home, make_zip(tmp_path / "x.zip", {**RAW, "x/raw/in_domain_dev.tsv": padded}), sha256=None)
    assert kept(empty_home) == INSTALLED


def test_a_member_that_lies_about_its_size_is_not_kept(empty_home, tmp_path):
    archive = make_zip(tmp_path / "liar.zip", {**RAW, "x/raw/in_domain_dev.tsv": bytes(9_000_000)})
    content = archive.read_bytes()
    honest = struct.pack("<L", 9_000_000)
    assert content.count(honest) >= 1
    archive.write_bytes(content.replace(honest, struct.pack("<L", 100)))
    refused(empty_home, archive, errors.NotAZip)


@pytest.mark.parametrize("prefix", ["../../evil/", "/absolute/", "C:\\evil\\", "a/../../../b/"])
def test_lying_names_put_nothing_anywhere_else(empty_home, tmp_path, prefix):
    lying = {prefix + "raw/" + Path(name).name: content for name, content in RAW.items()}
    lying |= {prefix + "evil.txt": "evil", "../../../evil.txt": "evil"}
    lying |= {name: content for name, content in RAW.items() if "\\" in prefix}
    before = files_below(tmp_path)
    install(empty_home, make_zip(tmp_path / "x.zip", lying), sha256=None)
    new = files_below(tmp_path) - before - {"x.zip"}
    assert new == {f"empty-home/corpus/{name}" for name in INSTALLED}


def test_a_damaged_zip_is_told_wherever_the_damage_is(empty_home, tmp_path, corpus_zip):
    content = corpus_zip.read_bytes()
    told = set()
    for place in range(0, len(content), 97):
        damaged = bytearray(content)
        damaged[place] ^= 0xFF
        (tmp_path / "damaged.zip").write_bytes(damaged)
        try:
            install(Home(tmp_path / "other"), tmp_path / "damaged.zip", sha256=None)
        except errors.ColabertError as error:
            told.add(type(error))
    assert errors.NotAZip in told
    assert kept(empty_home) == set()


def test_an_encrypted_zip_is_told(empty_home, tmp_path):
    archive = make_zip(tmp_path / "x.zip", RAW)
    content = bytearray(archive.read_bytes())
    with zipfile.ZipFile(archive) as zipped:
        for member in zipped.infolist():
            content[member.header_offset + 6] |= 1
    place = content.find(b"PK\x01\x02")
    while place >= 0:
        content[place + 8] |= 1
        place = content.find(b"PK\x01\x02", place + 1)
    archive.write_bytes(content)
    refused(empty_home, archive, errors.NotAZip)


def test_a_bad_row_in_a_zip_is_told_before_the_hash_with_file_and_line(empty_home, tmp_path):
    bad = {**RAW, "cola_public/raw/in_domain_dev.tsv": ROW + "ks08\tyes\t\tThe pilot slept.\n"}
    with pytest.raises(errors.WrongLabel) as caught:
        install(empty_home, make_zip(tmp_path / "x.zip", bad))
    assert (caught.value.file, caught.value.line, caught.value.found) == ("in_domain_dev.tsv", 2, "yes")
    assert kept(empty_home) == set()


def test_an_upload_is_called_by_its_own_name(empty_home, tmp_path):
    (tmp_path / "tmp123").write_bytes(b"no zip at all")
    with pytest.raises(errors.NotAZip) as caught:
        install(empty_home, tmp_path / "tmp123", name="my corpus.zip")
    assert caught.value.file == "my corpus.zip"


@pytest.mark.parametrize("content", [b"", b"PK", b"no zip at all"])
def test_what_was_there_is_kept_when_a_new_file_is_bad(home, tmp_path, content):
    before = load(home).fingerprint
    (tmp_path / "bad.zip").write_bytes(content)
    with pytest.raises(errors.NotAZip):
        install(home, tmp_path / "bad.zip", sha256=None)
    assert load(home).fingerprint == before
    assert kept(home) == INSTALLED


def test_what_was_there_is_kept_when_the_disk_fills_while_unpacking(home, corpus_zip, monkeypatch):
    before = load(home).fingerprint

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(fetch, "copy_member", full)
    with pytest.raises(errors.ArchiveUnreadable, match="No space left"):
        install(home, corpus_zip, sha256=None)
    assert load(home).fingerprint == before
    assert kept(home) == INSTALLED


def test_a_good_new_file_takes_the_place_of_the_old(home, tmp_path):
    install(home, make_zip(tmp_path / "new.zip", RAW), sha256=None)
    assert load(home).rows_per_split() == {
        "in_domain_train": 1,
        "in_domain_dev": 1,
        "out_of_domain_dev": 1,
    }
    assert kept(home) == INSTALLED
