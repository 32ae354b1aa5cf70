"""The poured pages to a search index, by Pagefind.

In: the folder of the site. Out: its folder `pagefind/`. Leaves to others: what is marked for search (theme/records) and
asking (theme/assets). Raises `SearchFailed` with Pagefind's own words.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


class SearchFailed(Exception):
    """Pagefind did not finish."""


def index(folder: Path) -> None:
    """Writes the search index of the pages below `folder`."""
    command = [sys.executable, "-m", "pagefind", "--site", str(folder), "--force-language", "vi", "--silent"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SearchFailed(done.stdout + done.stderr)
    # Pagefind brings user interfaces of its own; ours is theme/assets/javascripts/search.js.
    for extra in (folder / "pagefind").glob("pagefind-*ui*"):
        extra.unlink()
