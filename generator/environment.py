"""Jinja2 as the templates of records need it: the same HTML, with less work for each page.

In: the folder of the templates and a language. Out: an `Environment`. Leaves to others: which template a page takes and
what it is filled with (render).

A build fills a dozen templates thousands of times, so what is the same every time is done when a template is compiled:
texts without values are translated, attributes are looked up as Python does, macros become functions, and a text is
escaped without being wrapped. Small parts that stand on many pages (links, rows, badges) are kept once filled.
docs/performance.md has what each is worth.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.ext import InternationalizationExtension
from jinja2.runtime import missing
from markupsafe import Markup, _escape_inner, escape

from generator.wording import catalogue, number_in

_PARTS = "parts.html"
# Small parts that stand on many pages, a row of a list on few; as many of each kind are kept, and the oldest give way.
_SMALL, _KEPT = ("link", "inline", "badge", "compared"), 1 << 12


def as_html(value: Any) -> str:
    """A value as HTML. A plain text is escaped without being wrapped: markupsafe.escape takes most of its time for that."""
    kind = type(value)
    if kind is str:
        return _escape_inner(value)
    return value if kind is Markup else escape(value)


def part(macro: Callable[..., str], names: tuple[str, ...]) -> Callable[..., Markup]:
    """A macro as a function of the arguments named; for what is not given it has defaults."""
    number = len(names)

    def called(*given: Any, **named: Any) -> Markup:
        if named or len(given) != number:
            given = (*given, *(named.pop(name, missing) for name in names[len(given) :]))
            if named:
                raise TypeError(f"a part takes no {', '.join(named)}")
        return Markup(macro(*given))

    return called


class _Generator(CodeGenerator):
    """Writes a template as Python. Contexts are dataclasses: what they have not is an AttributeError."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("(" if _is_part(node) else "environment.as_html(")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        names = (*(one.name for one in macro_ref.node.args), *(["caller"] if macro_ref.accesses_caller else []))
        self.write(f"environment.part(macro, {names!r})")

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """A template, and each block of it, is handed on whole: not piece by piece through all templates it stands in."""
        is_whole = frame.buffer is None and (frame.rootlevel or frame.block_frame)
        if is_whole:
            self.buffer(frame)
        super().blockvisit(nodes, frame)
        if is_whole:
            self.writeline(f"yield concat({frame.buffer})")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        name, text = node.node, node.args[0] if node.args else None
        if isinstance(name, nodes.Name) and name.name == "_" and isinstance(text, nodes.Const):
            self.write(repr(self.environment.translated(text.value)))
        elif _is_part(node):
            self._call_part(node, frame, forward_caller)
        else:
            super().visit_Call(node, frame, forward_caller=forward_caller)

    def _call_part(self, node: nodes.Call, frame: Frame, forward_caller: bool) -> None:
        """A macro of parts.html needs nothing of the page's own names, so it is called like any function."""
        self.visit(node.node, frame)
        self.write("(")
        for one in (*node.args, *node.kwargs):
            self.visit(one, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")


def _is_part(node: nodes.Node) -> bool:
    """Whether this is a call of a macro of parts.html, which gives HTML."""
    called = node.node if isinstance(node, nodes.Call) else None
    return isinstance(called, nodes.Getattr) and isinstance(called.node, nodes.Name) and called.node.name == "parts"


class _Texts(InternationalizationExtension):
    """`{% trans %}` without values becomes the translated text itself."""

    def _make_node(self, singular, plural, context, variables, plural_expr, vars_referenced, num_called_num):
        if variables or plural_expr or vars_referenced:
            given = (singular, plural, context, variables, plural_expr, vars_referenced, num_called_num)
            return super()._make_node(*given)
        return nodes.Output([nodes.TemplateData(self.environment.translated(singular))])


class _Environment(Environment):
    """Jinja2's environment with the two above."""

    code_generator_class = _Generator
    as_html = staticmethod(as_html)
    part = staticmethod(part)
    language = "en"

    def translated(self, text: str) -> str:
        """A text without values; as in all texts of templates, `%%` stands for `%`."""
        return catalogue(self.language).gettext(text) % {}


def environment(templates: Path, language: str) -> Environment:
    """The templates of a folder in one language; the macros of parts.html are the global `parts`."""
    made = _Environment(
        loader=FileSystemLoader(templates),
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
    # The parts use each other, so the name must be there before they are.
    parts = made.globals["parts"] = SimpleNamespace()
    for name, macro in vars(made.get_template(_PARTS).module).items():
        # Contexts are frozen, so the same values always give the same HTML.
        setattr(parts, name, lru_cache(_KEPT)(macro) if name in _SMALL else macro)
    return made
