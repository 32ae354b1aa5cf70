"""The command `congkhai`: check, build, serve, trace. The only module that prints or exits.

In: arguments, the clock and the environment. Out: text, files and an exit status: 0 all is well, 1 the data has errors,
2 the command was used wrongly or could not do its work.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NoReturn

from generator import build
from generator.output import discard, finish
from generator.problems import Problem, as_annotation, as_json, as_text
from generator.wording import LANGUAGES, catalogue


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="congkhai", description="Publish a government's plans from YAML.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, summary in (
        ("check", "read and check the data; write nothing"),
        ("build", "check the data and build the site"),
        ("serve", "preview the site and build it again on every change"),
        ("trace", "prove every figure against the source texts; exit 1 where one is not found"),
    ):
        command = commands.add_parser(name, help=summary)
        command.add_argument("--data", default=None, metavar="DIR", help="the data folder (default: as in mkdocs.yml)")
        command.add_argument("--as-of", default=None, metavar="DATE", type=date.fromisoformat, help="the day, YYYY-MM-DD")
        command.add_argument("--language", choices=LANGUAGES, default=None, help="of messages and site")
        command.add_argument("--config", default="mkdocs.yml", metavar="FILE", help="the MkDocs configuration")
        if name == "check":
            command.add_argument("--format", choices=("text", "github", "json"), default="text")
        if name == "trace":
            command.add_argument("--sources", default=None, metavar="DIR", help="the texts (default: as in mkdocs.yml)")
        if name == "build":
            command.add_argument("--out", default=None, metavar="DIR", help="where to build (default: site)")
        if name == "serve":
            command.add_argument("--address", default="127.0.0.1:8000", metavar="HOST:PORT")
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Runs the command; returns its exit status."""
    given = _arguments().parse_args(arguments)
    config = Path(given.config)
    if not config.is_file():
        print(f"congkhai: there is no {config}; run it in the project's folder", file=sys.stderr)
        return 2
    try:
        return {"check": _check, "build": _build, "serve": _serve, "trace": _trace}[given.command](given, config)
    except KeyboardInterrupt:
        return 130


def _plugin_settings(given: argparse.Namespace) -> dict:
    settings = {
        "data_dir": given.data and str(Path(given.data).absolute()),
        "as_of": given.as_of and given.as_of.isoformat(),
        "language": given.language,
    }
    return {key: value for key, value in settings.items() if value is not None}


def _mkdocs_config(given: argparse.Namespace, config: Path, **more: object):
    """MkDocs' configuration with what was given on the command line."""
    from mkdocs.config import load_config

    loaded = load_config(config_file=str(config), **more)
    loaded.plugins["congkhai"].config.update(_plugin_settings(given))
    return loaded


def _check(given: argparse.Namespace, config: Path) -> int:
    loaded = _mkdocs_config(given, config)
    prepared, problems = build.prepare(loaded.plugins["congkhai"].settings(loaded))
    translate = prepared.words.translate
    if given.format == "json":
        print(as_json(problems, translate))
    else:
        write = as_annotation if given.format == "github" else as_text
        for problem in problems:
            print(write(problem, translate))
        print(_tally(problems, prepared, translate), file=sys.stderr)
    return 1 if any(problem.is_error for problem in problems) else 0


def _tally(problems: list[Problem], prepared: build.Prepared, translate) -> str:
    errors = sum(problem.is_error for problem in problems)
    records = sum(len(rows) for rows in prepared.site.plan.records.values())
    pattern = translate("{records} records read: {errors} errors, {warnings} warnings")
    return pattern.format(records=records, errors=errors, warnings=len(problems) - errors)


def _trace(given: argparse.Namespace, config: Path) -> int:
    loaded = _mkdocs_config(given, config)
    settings = loaded.plugins["congkhai"].settings(loaded)
    folder = Path(given.sources) if given.sources else settings.sources
    translate = catalogue(settings.language).gettext
    if folder is None or not folder.is_dir():
        print(translate("there are no source texts in {folder}; name their folder with --sources").format(folder=folder))
        return 2
    plan, _, problems = build.load(settings)
    if not any(problem.is_error for problem in problems):
        traced, problems = build.trace_plan(replace(settings, sources=folder), plan)
        columns = ("figures", "traced", "not_found", "doubted", "unproved", "by_letters", "lines_with_figures", "cited")
        print(f"{'document':26}" + "".join(f"{column:>20}" for column in columns))
        for name, one in traced.documents.items():
            numbers = "".join(f"{getattr(one, column):>20}" for column in columns)
            print(f"{name:26}" + (numbers if one.state == "read" else f"{one.state:>20}"))
    for problem in problems:
        print(as_text(problem, translate))
    return 1 if problems else 0


def _build(given: argparse.Namespace, config: Path) -> int:
    """Builds beside the last good site, which is changed only when all has gone well."""
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.exceptions import Abort, BuildError

    out = Path(given.out or _mkdocs_config(given, config).site_dir).absolute()
    fresh = out.with_name(out.name + ".building")
    _log_to_stderr()
    loaded = _mkdocs_config(given, config, site_dir=str(fresh))
    plugin = loaded.plugins["congkhai"]
    plugin.out = out
    try:
        finish(fresh, out)
        loaded.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(loaded)
        plugin.poured.take_over(out)
    except Abort as stop:
        print(stop, file=sys.stderr)
        return 1
    except (BuildError, OSError) as stop:
        print(stop, file=sys.stderr)
        return 2
    finally:
        loaded.plugins.on_shutdown()
        discard(fresh)
    translate = catalogue(loaded.plugins["congkhai"].config.language).gettext
    print(translate("The site is in {folder}").format(folder=os.path.relpath(out)))
    return 0


def _serve(given: argparse.Namespace, config: Path) -> int:
    from mkdocs.commands import serve

    _log_to_stderr()
    original = serve.load_config

    def load_with_arguments(*arguments: object, **more: object):
        loaded = original(*arguments, **more)
        loaded.plugins["congkhai"].config.update(_plugin_settings(given))
        return loaded

    serve.load_config = load_with_arguments
    serve.serve(config_file=str(config), dev_addr=given.address)
    return 0


def _log_to_stderr() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.handlers[:] = [handler]
    logger.setLevel(logging.INFO)
    logger.propagate = False


def end(status: int) -> NoReturn:
    """Ends the process. A plan of 10,000 records is left to the system: Python would take a second to take it apart."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def run() -> NoReturn:
    """The command, from its first line to its exit status."""
    end(main())


if __name__ == "__main__":
    run()
