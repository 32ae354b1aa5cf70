"""The texts of pages to a search index, by Pagefind.

In: the texts. Out: the site's folder `pagefind/`. Leaves to others: what of a page is searched (render) and
asking (theme/assets). Raises `SearchFailed` with Pagefind's own words.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from generator.index_order import put_in_order

# Words that stand on every page: nobody looks for them. The title is in the index already.
LABELS = (
    ".ck-head h1, .ck-record h2, .ck-record h3, .ck-facts dt, .ck-table th, "
    ".ck-badge, .ck-status, .ck-big__status, .ck-big__by, .ck-gap"
)


class SearchFailed(Exception):
    """Pagefind did not finish."""


def index(texts: Path, folder: Path) -> None:
    """Writes the search index of the texts below a folder, which lie as the pages do, below the site's folder."""
    command = [sys.executable, "-m", "pagefind", "--site", str(texts), "--output-path", str(folder / "pagefind")]
    command += ["--force-language", "vi", "--silent", "--exclude-selectors", LABELS]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SearchFailed(done.stdout + done.stderr)
    # Pagefind brings user interfaces, a highlighter and a worker. Ours (theme/assets/javascripts) asks without: the worker
    # alone would be a third of what opening search transfers.
    for pattern in ("pagefind-*ui*", "pagefind-highlight.js", "pagefind-worker.js"):
        for extra in (folder / "pagefind").glob(pattern):
            extra.unlink()
    put_in_order(folder / "pagefind")
