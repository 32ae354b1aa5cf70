"""The texts of pages to a search index, by Pagefind.

In: the texts. Out: the site's folder `pagefind/`. Leaves to others: what of a page is searched (render) and
asking (theme/assets). Raises `SearchFailed` with Pagefind's own words.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.index_order import put_in_order

# How many places of words a file of the index holds: with Pagefind's own 20,000 a query of four words loads the whole index
# of a thousand pages. The name says that it may change; tests/published holds what it is for.
CHUNKS = "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE=100"


class SearchFailed(Exception):
    """Pagefind did not finish."""


@contextmanager
def indexing(texts: Path, folder: Path) -> Iterator[None]:
    """Makes the search index of the texts below a folder, which lie as the pages do below the site's folder, while the
    block does something else; the index is there when the block has ended."""
    command = ["env", CHUNKS, sys.executable, "-m", "pagefind"]
    command += ["--site", str(texts), "--output-path", str(folder / "pagefind")]
    command += ["--force-language", "vi", "--silent"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            yield
            words, _ = process.communicate()
        finally:
            process.kill()
    if process.returncode:
        raise SearchFailed(words)
    # Pagefind brings user interfaces, a highlighter and a worker. Ours (theme/assets/javascripts) asks without: the worker
    # alone would be a third of what opening search transfers.
    for pattern in ("pagefind-*ui*", "pagefind-highlight.js", "pagefind-worker.js"):
        for extra in (folder / "pagefind").glob(pattern):
            extra.unlink()
    put_in_order(folder / "pagefind")
