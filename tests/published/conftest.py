"""The built sites that the tests look at, each built once: the real plan's and the example plan's; and a browser."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
AS_OF = "2026-11-22"
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def build(out: Path, *more: str, url: str = "") -> str:
    """Builds a site with the command a person uses; returns what it printed."""
    command = [sys.executable, "-m", "generator.cli", "build", "--out", str(out), "--as-of", AS_OF, *more]
    environment = os.environ | ({"SITE_URL": url} if url else {})
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="session")
def real_port() -> int:
    """A port that is free; instant loading works only where the site is served at its own address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory, real_port: int) -> Path:
    """The site of the repository's own data."""
    out = tmp_path_factory.mktemp("real") / "site"
    build(out, url=f"http://127.0.0.1:{real_port}/")
    return out


@pytest.fixture(scope="session")
def example_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the fictional plan, which has everything."""
    out = tmp_path_factory.mktemp("example") / "site"
    build(out, "--config", "tests/example_plan/mkdocs.yml")
    return out


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        pass

    def send_error(self, code: int, *arguments: object, **more: object) -> None:
        """Answers with the site's own 404 page, as a static host does."""
        page = Path(self.directory) / "404.html"
        body = page.read_bytes() if code == 404 and page.exists() else b""
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body)


def served(folder: Path, port: int = 0):
    """A folder served on this machine, and its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_address[1]}/"


@pytest.fixture(scope="session")
def real_url(real_site: Path, real_port: int):
    """The address of the real site, served on this machine."""
    server, url = served(real_site, real_port)
    yield url
    server.shutdown()


@pytest.fixture(scope="session")
def example_url(example_site: Path):
    """The address of the example site, served on this machine."""
    server, url = served(example_site)
    yield url
    server.shutdown()


def chromium() -> str:
    """Where the browser is."""
    path = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
    assert path, "there is no Chromium; run 'make test', which installs it or says what to install"
    return path


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM)
        yield started
        started.close()


@pytest.fixture
def page(browser):
    """A fresh page that fails the test on any error in its console."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert not errors, errors
