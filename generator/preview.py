"""The preview of a site: each page and data file is made when it is asked for, so that an edit shows at once.

In: a `Prepared` site, its frames and the folder with MkDocs' own pages. Out: files in that folder. Leaves to others:
serving them, and noticing edits (mkdocs_plugin).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from generator.build import Prepared
from generator.frame import Frame
from generator.output import Output
from generator.pages import page_at
from generator.pour import data_files, write_index, write_page

_SEARCH = "pagefind/"


@dataclass(frozen=True)
class Preview:
    """A site that is made piece by piece; made anew after each edit."""

    prepared: Prepared
    frames: dict[str, Frame]
    folder: Path
    _one_at_a_time: Lock = field(default_factory=Lock)

    def make(self, path: str) -> bool:
        """Writes the page or file at a path below the site's address; False where there is none."""
        with self._one_at_a_time:
            if (self.folder / path).is_file():
                return True
            if path.startswith(_SEARCH):
                # The index knows all pages, so it is made whole, once search is touched.
                if not (self.folder / _SEARCH).is_dir():
                    write_index(self.prepared, self.folder)
            elif path == "" or path.endswith("/"):
                page = page_at(self.prepared.site, path)
                if page:
                    write_page(self.prepared, self.frames, Output(self.folder, None), page)
            else:
                found = next((content for name, content in data_files(self.prepared.site) if name == path), None)
                if found is not None:
                    Output(self.folder, None).write(path, found)
            return (self.folder / path).is_file() or (self.folder / path / "index.html").is_file()
