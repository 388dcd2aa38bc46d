"""A model hub on this computer, with as much of the interface as the library needs to download a model."""

import hashlib
import json
import threading
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import ClassVar

COMMIT = "0123456789abcdef0123456789abcdef01234567"


class Hub(BaseHTTPRequestHandler):
    """`models`: files by name. What else there is to a hub is set by `hub_with`."""

    models: ClassVar[dict[str, dict[str, bytes]]] = {}
    # The weights of these models are cut half-way, once for each time that a name is listed.
    cut: ClassVar[list[str]] = []
    # Files that are listed, but missing.
    lost: ClassVar[list[str]] = []
    # Until it is set, weights stall half-way.
    gate: ClassVar[threading.Event | None] = None
    # The paths of all requests for contents.
    asked: ClassVar[list[str]] = []

    def do_HEAD(self):
        self.answer(body=False)

    def do_GET(self):
        self.answer(body=True)

    def answer(self, body: bool):
        path = self.path.split("?")[0]
        name = next((name for name in self.models if f"/{name}/" in path + "/"), None)
        if name is None:
            self.refuse("RepoNotFound")
        elif path.startswith("/api/"):
            self.tell(name)
        else:
            self.send(name, path.split("/resolve/")[1].split("/", 1)[1], body)

    def refuse(self, code: str):
        self.send_response(404)
        self.send_header("X-Error-Code", code)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def tell(self, name: str):
        files = [{"rfilename": file, "size": len(data)} for file, data in self.models[name].items()]
        content = json.dumps({"id": name, "sha": COMMIT, "siblings": files}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def send(self, name: str, file: str, body: bool):
        if file in self.lost:
            return self.refuse("EntryNotFound")
        content = self.models[name][file]
        self.send_response(200)
        self.send_header("ETag", f'"{hashlib.sha1(content).hexdigest()}"')
        self.send_header("X-Repo-Commit", COMMIT)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if body:
            self.asked.append(self.path)
            self.send_body(name, file, content)
        return None

    def send_body(self, name: str, file: str, content: bytes):
        half = len(content) // 2
        self.wfile.write(content[:half])
        if file.endswith(".safetensors"):
            if name in self.cut:
                self.cut.remove(name)
                return
            while self.gate and not (self.gate.wait(0.05) or self.server.closing.is_set()):
                self.wfile.flush()
        self.wfile.write(content[half:])


def hub_with(models: dict[str, Path], cut=(), lost=(), gate=None) -> type[Hub]:
    """A hub whose models are the files of folders."""
    files = {
        name: {path.name: path.read_bytes() for path in folder.iterdir()} for name, folder in models.items()
    }
    own = {"models": files, "cut": list(cut), "lost": list(lost), "gate": gate, "asked": []}
    return type("ThisHub", (Hub,), own)
