"""The only module that imports MkDocs: the site is built inside an ordinary `mkdocs build`.

In: MkDocs' events. Out: hand-written pages with their links made real, one frame page per page type, and, after MkDocs has
written its files, every record poured into its frame, with search index and data files. Leaves the work itself to
build and pour.
"""

from __future__ import annotations

import gc
import logging
import os
import posixpath
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from threading import Lock, Timer
from urllib.parse import urljoin

from mkdocs.config import base, config_options
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, InclusionLevel

from generator import build, edits, handwritten
from generator.addresses import root_from
from generator.cache import pack_for
from generator.contexts import Link
from generator.earlier import Earlier
from generator.export.sitemap import sitemaps
from generator.frame import mark, split
from generator.last_build import SUFFIX, Memory
from generator.output import LastSite, last_site
from generator.pages.front import home
from generator.pages.shared import METHOD_PATH, name_of
from generator.pour import pour
from generator.preview import Preview
from generator.problems import as_text
from generator.processes import Begun, number_of_shares
from generator.searched import Entry, written_entry
from generator.wording import LANGUAGES

SEARCH_PAGE = "search-page.html"  # the template part of the page that asks
_AUTOCOMPLETE = re.compile(r'(<input class="md-toggle"[^>]*?) autocomplete="off"')
TIDY_AFTER = 20  # seconds without an edit
log = logging.getLogger("mkdocs.plugins.congkhai")


class Settings(base.Config):
    """The plugin's settings in mkdocs.yml."""

    data_dir = config_options.Type(str, default="data")
    sources = config_options.Optional(config_options.Type(str))
    as_of = config_options.Optional(config_options.Type(str))
    language = config_options.Choice(LANGUAGES, default="vi")
    search = config_options.Type(bool, default=True)
    demonstration = config_options.Type(bool, default=False)


class Plugin(BasePlugin[Settings]):
    """Pours the plan into the site that MkDocs makes; `out` is where it is to stand, and the last good one stands."""

    is_preview = False
    out: Path | None = None
    last: Begun[LastSite | None] | None = None

    def on_startup(self, *, command, dirty):
        """MkDocs keeps a plugin with this event from one build of a preview to the next."""
        self.is_preview, self.began = command == "serve", time.time_ns()
        self.at_work = Lock()  # a build, or a page that is made for a preview
        self.prepared = None
        # Elsewhere the times of a file do not say when it was changed.
        self.earlier = Earlier(time.time_ns) if self.is_preview and os.name == "posix" else None
        self._tidy_later = Timer(0, self._tidy)

    def on_config(self, config: base.Config) -> base.Config:
        """Reads and checks all data before MkDocs touches the last good site; a preview goes on with the last good data."""
        self.at_work.acquire()
        self.last = Begun(partial(last_site, self.out), apart=number_of_shares() > 1) if self.out else None
        cache = _cache_folder()
        self.memory = Memory.at(pack_for(cache, self.out, SUFFIX)) if cache and self.out else None
        self._tidy_later.cancel()
        with _without_search_for_garbage():
            fresh, problems = build.prepare(self.settings(config), self.earlier)
        translate = fresh.words.translate
        for problem in problems:
            (log.error if problem.is_error else log.debug)(as_text(problem, translate))
        if not any(problem.is_error for problem in problems):
            self.prepared = fresh
        elif self.is_preview and self.prepared:
            log.error(translate("The data has errors; the preview shows it as it was before."))
        else:
            raise Abort(translate("The data has errors; the last good site stays as it was."))
        if warnings := sum(not problem.is_error for problem in problems):
            log.info(translate("{warnings} warnings; 'congkhai check' lists them").format(warnings=warnings))
        self.about: dict[str, list[Link]] = {}
        self.frames: dict[str, str] = {}
        self.written: list[Entry] = []
        return config

    def on_env(self, env, /, *, config, files):
        """Templates of the frame speak the site's language."""
        env.globals["gettext"] = self.prepared.words.translate
        env.filters["grouped"] = self.prepared.words.number
        return env

    def settings(self, config: base.Config) -> build.Settings:
        """What the build needs to know, from mkdocs.yml and the command line."""
        self.root = Path(config.config_file_path).parent
        url = config.site_url or ""
        return build.Settings(
            root=self.root,
            data=self.root / self.config.data_dir,
            content=Path(config.docs_dir),
            as_of=date.fromisoformat(self.config.as_of) if self.config.as_of else date.today(),
            language=self.config.language,
            site_name=config.site_name,
            site_url=url if url.endswith("/") else url + "/",
            contact=config.extra["publisher"]["email"],
            sources=self.root / self.config.sources if self.config.sources and not self.is_preview else None,
            cache=_cache_folder(),
            edit_base=urljoin(config.repo_url.rstrip("/") + "/", config.extra["edit_data"]) if config.repo_url else "",
        )

    def on_files(self, files, /, *, config):
        """Adds one frame page per page type, and a method page where content/ has none: records link to its rules."""
        method = METHOD_PATH.rstrip("/") + ".md"
        if files.get_file_from_path(method) is None:
            text = handwritten.plain_method_page(self.prepared.words.translate)
            files.append(File.generated(config, method, content=text, inclusion=InclusionLevel.NOT_IN_NAV))
        for page_type, path in build.FRAME_PATHS.items():
            source = path.rstrip("/") + ".md"
            frame = File.generated(config, source, content="", inclusion=InclusionLevel.NOT_IN_NAV)
            files.append(frame)
            self.frames[source] = page_type
        return files

    @event_priority(50)
    def on_page_markdown(self, markdown, /, *, page, config, files):
        """Makes links to records real and remembers which page writes about which record."""
        if page.file.src_uri in self.frames:
            page.meta.update(title=mark("title"), description=mark("description"))
            return markdown
        plan, words = self.prepared.site.plan, self.prepared.words
        root = root_from(page.url) or "./"
        text, named = handwritten.resolve(markdown, plan, root, name_of, words.term)
        title = page.meta.get("title") or page.title or config.site_name
        for key in dict.fromkeys(named):
            self.about.setdefault(key, []).append(Link(title, page.url))
        return text

    def on_page_content(self, html, /, *, page, config, files):
        """A frame page's content is a slot; the marks on the method page stand for the rules. All but the search page can be
        found."""
        if page.file.src_uri in self.frames:
            return mark("body")
        whole = handwritten.with_rules(html, self.prepared.rules)
        if page.title and page.meta.get("template_part") != SEARCH_PAGE:
            self.written.append(written_entry(page.url, page.title, whole, self.prepared.render.short_forms))
        return whole

    def on_page_context(self, context, /, *, page, config, nav):
        """Gives templates the section of the page, the slots of a frame, and the home page its lists."""
        page_type = self.frames.get(page.file.src_uri)
        context["frame_type"] = page_type
        context["has_json"] = page_type in build.TYPES_WITH_DATA
        context["section"] = build.FRAME_SECTIONS[page_type] if page_type else page.meta.get("section", "")
        context["slot"] = mark
        context["sections"] = self.prepared.sections
        context["publisher"] = config.extra["publisher"]
        context["language"] = self.config.language
        context["demonstration"] = self.config.demonstration
        if page_type:
            page.canonical_url = mark("canonical")
            page.edit_url = mark("edit")
        if page.is_homepage:
            context["home"] = home(self.prepared.site)
        return context

    def on_template_context(self, context, /, *, template_name, config):
        """The error page and the sitemap: sections, and the addresses of all pages."""
        context["frame_type"], context["section"], context["slot"] = None, "", mark
        context["sections"] = self.prepared.sections
        context["publisher"] = config.extra["publisher"]
        context["language"] = self.config.language
        context["demonstration"] = self.config.demonstration
        if template_name == "sitemap.xml":
            own = [page.canonical_url for page in _pages(context) if page.file.src_uri not in self.frames]
            context["addresses"] = own + self.prepared.addresses()
            self.sitemaps = sitemaps(context["addresses"])
            context["sitemaps"] = [f"{self.prepared.site.url}{path}" for path in self.sitemaps]
        return context

    def on_post_page(self, output, /, *, page, config):
        """Mends what a validator finds in the frame."""
        return _valid(output)

    def on_post_template(self, output, /, *, template_name, config):
        """The same for the error page."""
        return _valid(output)

    def on_post_build(self, *, config):
        """Splits the frames, removes them, pours every record, and adds search index and data files."""
        site_dir = Path(config.site_dir)
        frames = {}
        for page_type, path in build.FRAME_PATHS.items():
            file = site_dir / path / "index.html"
            frames[page_type] = split(file.read_text("utf-8"))
            file.unlink()
            build.remove_empty(file.parent, site_dir)
        self.prepared = build.with_mentions(self.prepared, {key: tuple(links) for key, links in self.about.items()})
        if self.is_preview:
            self.preview = Preview(self.prepared, frames, site_dir, tuple(self.written))
        else:
            written = self.written if self.config.search else None
            for path, content in self.sitemaps.items():
                (site_dir / path).write_bytes(content)
            self.poured = pour(self.prepared, frames, site_dir, self.last and self.last.result(), written, self.memory)
            log.info(self.poured.report.in_words(self.prepared.words.translate))
        self._rest()

    def on_build_error(self, *, error):
        """What failed is over too: a preview goes on with what it had."""
        if self.at_work.locked():
            self._rest()

    def on_shutdown(self):
        """A build that failed has no use for what was looked at meanwhile."""
        if self.last:
            self.last.end()

    def _rest(self) -> None:
        if self.is_preview:
            self._tidy_later = Timer(TIDY_AFTER, self._tidy)
            self._tidy_later.daemon = True
            self._tidy_later.start()
        else:
            gc.unfreeze()
        self.at_work.release()

    def _tidy(self) -> None:
        """Searches for garbage when nobody waits: to go through a plan of 100,000 records takes two seconds."""
        with self.at_work:
            gc.unfreeze()
            gc.collect()
            gc.freeze()

    def on_serve(self, server, /, *, config, builder):
        """Makes pages when they are asked for; watches the data and the templates as MkDocs watches content/."""

        def answer(environ, start_response):
            said: list[tuple] = []
            content = server.serve_request(environ, lambda *given: said.append(given))
            path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace").removeprefix(server.mount_path)
            inside = posixpath.normpath("/" + path).strip("/") + "/" * path.endswith("/")
            if said[0][0].startswith("404"):
                with self.at_work, _without_search_for_garbage():
                    is_made = self.preview.make(inside.lstrip("/"))
                if is_made:
                    return server.serve_request(environ, start_response)
            start_response(*said[0])
            return content

        server.set_app(answer)
        watched = (config.docs_dir, config.config_file_path)
        for path in watched:
            server.unwatch(path)
        server.observer = edits.observer(self.at_work.locked, self.began)
        for path in (*watched, self.root / self.config.data_dir, config.theme.custom_dir):
            server.watch(str(path), builder)
        return server


@contextmanager
def _without_search_for_garbage() -> Iterator[None]:
    """What is made meanwhile stays for long, and is not looked through later either: that takes seconds."""
    with build.garbage_waits():
        yield
        gc.freeze()


def _cache_folder() -> Path | None:
    """Where this user's programs keep what only saves time; None where there is no such folder."""
    home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(home, "congkhai") if os.name == "posix" and os.path.isabs(home) else None


def _valid(html: str) -> str:
    """Material gives its check boxes an attribute that HTML does not allow there."""
    return _AUTOCOMPLETE.sub(r"\1", html)


def _pages(context) -> list:
    return [file.page for file in context["pages"] if file.page is not None]
