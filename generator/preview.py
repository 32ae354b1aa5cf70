"""The preview of a site: each page and data file is made when it is asked for, so that an edit shows at once.

In: a `Prepared` site, its frames and the folder with MkDocs' own pages. Out: files in that folder. Leaves to others:
serving them, and noticing edits (mkdocs_plugin).
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from generator.build import Prepared
from generator.export import BESIDE_PAGE
from generator.frame import Frame
from generator.output import Output
from generator.pages import page_at
from generator.pour import data_files, write_index, write_page
from generator.search import FOLDER, INDEX_PATH
from generator.searched import Entry

_DATA = (".json", ".ics", ".atom")


@dataclass(frozen=True)
class Preview:
    """A site that is made piece by piece; made anew after each edit."""

    prepared: Prepared
    frames: dict[str, Frame]
    folder: Path
    written: tuple[Entry, ...] = ()
    """What the search knows of the hand-written pages."""

    def make(self, path: str) -> bool:
        """Writes the page or file at a path below the site's address; False where there is none. One call at a time."""
        output = Output(str(self.folder))
        if path.startswith(FOLDER):
            # The index knows all pages, so it is made whole, once search is touched.
            if not (self.folder / INDEX_PATH).is_file():
                shutil.rmtree(self.folder / FOLDER, ignore_errors=True)  # what a try that failed has left
                write_index(self.prepared, self.written, output)
        elif path == "" or path.endswith("/"):
            planned = page_at(self.prepared.site, path)
            if planned and not (self.folder / path / "index.html").is_file():
                write_page(self.prepared, self.frames, output, planned)
        elif path.endswith("/" + BESIDE_PAGE):
            self.make(path.removesuffix(BESIDE_PAGE))
        elif path.endswith(_DATA) and not (self.folder / path).is_file():
            for content in (content for name, content in data_files(self.prepared.site) if name == path):
                output.write(path, content)
        return (self.folder / path).is_file() or (self.folder / path / "index.html").is_file()
