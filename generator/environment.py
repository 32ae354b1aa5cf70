"""Jinja2 as the templates of records need it: the same HTML, with less work for each page.

In: the folder of the templates and a language. Out: an `Environment`. Leaves to others: which template a page takes and
what it is filled with (render).

A build fills a dozen templates thousands of times, so what is the same every time is done when a template is compiled:
it is put into its layout, texts are translated, attributes are looked up as Python does, macros become functions, and a
text is escaped without being wrapped. Small parts that stand on many pages (links, rows, badges) are kept once filled.
docs/performance.md has what each is worth.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache, partial
from itertools import groupby
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, TemplateAssertionError, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.ext import InternationalizationExtension
from jinja2.runtime import missing
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, _escape_inner, escape

from generator.searched import HEADING, MARK, SEARCHED, UNSEARCHED
from generator.wording import catalogue, number_in

_PARTS = "parts"  # as templates call the macros of parts.html
# Small parts that stand on many pages, a row of a list on few; as many of each kind are kept, and the oldest give way.
_SMALL, _KEPT = ("link", "inline", "badge", "compared"), 1 << 12
_GIVEN = ("page", "common", "root", "it")  # to every template; `root` holds dots and slashes alone
_PARAMETER = "l_1_"  # before the name of a macro's parameter where Jinja2 writes it as Python
_VALUE = re.compile(r"%\((\w+)\)s")


def as_html(value: Any) -> str:
    """A value as HTML. A plain text is escaped without being wrapped: markupsafe.escape takes most of its time for that."""
    kind = type(value)
    if kind is str:
        return _escape_inner(value)
    return value if kind is Markup else escape(value)


def part(macro: Callable[..., str]) -> Callable[..., str]:
    """A macro as a function; it knows by itself what stands for an argument that is missing. The HTML that it gives is not
    marked as such, so it may only stand alone in `{{ }}`."""
    macro.__defaults__ = (missing,) * macro.__code__.co_argcount
    return macro


def put_in(macro: Callable[[], str]) -> Callable[[], Markup]:
    """What a call puts into a part. The part has it as a value, which says that it is HTML."""
    return lambda: Markup(macro())


class _Rewriting(NodeTransformer):
    """Makes of a template as it was read one that has less to do for each page."""

    def __init__(self, translated: Callable[[str], str]) -> None:
        self._translated = translated

    def generic_visit(self, node: nodes.Node) -> nodes.Node:
        super().generic_visit(node)
        for _, value in node.iter_fields():
            if isinstance(value, list):
                value[:] = _joined(value)
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        text = node.args[0] if node.args else None
        if isinstance(node.node, nodes.Name) and node.node.name == "_" and isinstance(text, nodes.Const):
            return nodes.Const(self._translated(text.value))
        return self.generic_visit(node)

    def visit_CondExpr(self, node: nodes.CondExpr) -> nodes.Node:
        """What has no `else` is nothing there: Jinja2 makes a value that could complain, each time."""
        node.expr2 = node.expr2 or nodes.Const("")
        return self.generic_visit(node)

    def visit_Name(self, node: nodes.Name) -> nodes.Node:
        return nodes.EnvironmentAttribute(_PARTS) if node.name == _PARTS else node


def _joined(found: list[Any]) -> Iterator[Any]:
    """What is written out one after the other is written out at once."""
    for kind, row in groupby(found, type):
        if kind is nodes.Output:
            yield nodes.Output([one for output in row for one in output.nodes])
        else:
            yield from row


class _Generator(CodeGenerator):
    """Writes a template as Python. Contexts are dataclasses and named tuples: what they have not is an AttributeError."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        is_html = _is_part(node) or (isinstance(node, nodes.Name) and node.name == "root")
        self.write("(" if is_html else "environment.as_html(")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        self.write(f"environment.{'put_in' if isinstance(macro_ref.node, nodes.CallBlock) else 'part'}(macro)")

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """A template is handed on whole: not piece by piece through all templates it stands in."""
        is_whole = frame.buffer is None and frame.rootlevel
        if is_whole:
            self.buffer(frame)
        super().blockvisit(nodes, frame)
        if is_whole:
            self.writeline(f"yield concat({frame.buffer})")

    def visit_Name(self, node: nodes.Name, frame: Frame) -> None:
        """What is given need not be asked for whether it is."""
        if node.name in _GIVEN and node.ctx == "load":
            self.write(frame.symbols.ref(node.name))
        else:
            super().visit_Name(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """A macro of parts.html needs nothing of the page's own names, so it is called like any function."""
        if not _is_part(node):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for one in node.args:
            self.visit(one, frame)
            self.write(", ")
        for one in node.kwargs:
            self.write(_PARAMETER)
            self.visit(one, frame)
            self.write(", ")
        self.write(f"{_PARAMETER}caller=caller)" if forward_caller else ")")


def _is_part(node: nodes.Node) -> bool:
    """Whether this is a call of a macro of parts.html, which gives HTML."""
    called = node.node if isinstance(node, nodes.Call) else None
    return isinstance(called, nodes.Getattr) and isinstance(called.node, nodes.EnvironmentAttribute)


class _Texts(InternationalizationExtension):
    """`{% trans %}` becomes the translated text itself, its values between its words."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The marks by which a page is taken apart once it is filled."""
        return source.replace(UNSEARCHED, MARK).replace(SEARCHED, MARK).replace(HEADING, 2 * MARK + HEADING)

    def _make_node(self, singular, plural, context, variables, plural_expr, vars_referenced, num_called_num):
        if plural_expr:
            given = (singular, plural, context, variables, plural_expr, vars_referenced, num_called_num)
            return super()._make_node(*given)
        pieces = _VALUE.split(catalogue(self.environment.language).gettext(singular))
        found = [variables[one] if at % 2 else nodes.TemplateData(one % {}) for at, one in enumerate(pieces)]
        return nodes.Output(found)


class _Environment(Environment):
    """Jinja2's environment with the three above."""

    code_generator_class = _Generator
    as_html = staticmethod(as_html)
    part = staticmethod(part)
    put_in = staticmethod(put_in)
    language = "en"

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._layouts: dict[str, nodes.Template] = {}
        self.parts = SimpleNamespace()

    def translated(self, text: str) -> str:
        """A text without values; as in all texts of templates, `%%` stands for `%`."""
        return catalogue(self.language).gettext(text) % {}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """A template in its layout, if it has one."""
        tree = _Rewriting(self.translated).visit(super()._parse(source, name, filename))
        layout = next((one.template.value for one in tree.body if isinstance(one, nodes.Extends)), None)
        return nodes.Template(list(_joined(self._in_layout(layout, tree)))) if layout else tree

    def _in_layout(self, name: str, tree: nodes.Template) -> Iterator[nodes.Node]:
        """What stands in a layout, a template's own blocks in place of those of the layout."""
        if name not in self._layouts:
            self._layouts[name] = self._parse(*self.loader.get_source(self, name)[:1], name, None)
        own = {one.name: one.body for one in tree.body if isinstance(one, nodes.Block)}
        for one in self._layouts[name].body:
            if isinstance(one, nodes.Block):
                yield from own.pop(one.name, one.body)
            else:
                yield one
        if own:
            raise TemplateAssertionError(f"{name} has no block {', '.join(own)}", 1, name)


def environment(templates: Path, language: str) -> Environment:
    """The templates of a folder in one language; what has been compiled is used again until one of them changes."""
    return _environment(templates, language, tuple(sorted((one.name, one.read_bytes()) for one in templates.glob("*.html"))))


@lru_cache(2)
def _environment(templates: Path, language: str, content: tuple[tuple[str, bytes], ...]) -> Environment:
    """Made anew for other content; the parts are the macros of parts.html."""
    texts = {name: text.decode() for name, text in content}
    made = _Environment(
        # Never a text that is newer than the content that this is kept for.
        loader=FunctionLoader(lambda name: (texts[name], str(templates / name), None) if name in texts else None),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=[_Texts],
    )
    made.language = language
    made.install_gettext_translations(catalogue(language), newstyle=True)
    made.filters["svg"] = Markup
    made.filters["grouped"] = partial(number_in, language=language)
    for name, macro in vars(made.get_template(f"{_PARTS}.html").module).items():
        # Contexts are frozen, so the same values always give the same HTML.
        setattr(made.parts, name, lru_cache(_KEPT)(macro) if name in _SMALL else macro)
    made.get_template = cache(made.get_template)  # Jinja2 looks whether it is still the same, each time
    return made
