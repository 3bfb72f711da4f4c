"""Serves a folder on the loopback as a static host would: compressed, and cached."""

from __future__ import annotations

import gzip
import sys
import threading
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from book._ext.site.addresses import NOT_FOUND

TEXTS = ("text/", "application/javascript", "application/json", "image/svg")


def pages_of(site: Path) -> list[str]:
    """Return the names of the pages of a built book that readers look for."""
    paths = (path.relative_to(site) for path in site.rglob("*.html"))
    return sorted(
        path.with_suffix("").as_posix()
        for path in paths
        if path.parts[0] != "_static" and path.name != NOT_FOUND
    )


class Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # connections stay open, as a host keeps them

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        kind, body = self.guess_type(path), path.read_bytes()
        self.send_response(HTTPStatus.OK)
        if kind.startswith(TEXTS):
            body = gzip.compress(body, compresslevel=6, mtime=0)
            kind += "; charset=utf-8"
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")  # as on GitHub Pages
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address) -> None:
        """A browser that closes a tab drops what it was being sent: no error."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Served:
    """A folder that is served at an address until it is stopped."""

    def __init__(self, folder: Path) -> None:
        handler = partial(Handler, directory=folder)
        self.server = Server(("127.0.0.1", 0), handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self) -> str:
        return self.address

    def __exit__(self, *error) -> None:
        self.stop()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()
