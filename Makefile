# Everything a person or a machine runs. Needs Python 3.11 (with venv), git, make and node (with npm); the rest is
# fetched, each file checked against the hash in its lock. Nothing here asks a question, so it runs without a terminal.

PYTHON ?= python3
BIN := .venv/bin
# The stamps lie inside .venv, so that removing the folder is enough to begin anew.
INSTALLED := .venv/installed
TESTABLE := .venv/installed-test
# npm writes this file itself, last of all.
FROM_NPM := tests/published/node_modules/.package-lock.json

export PIP_NO_INPUT := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help site test serve check demo bench lock clean

help: ## say what can be made
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' Makefile | expand -t 14

site: $(INSTALLED) ## check the data and build site/, the search index included
	$(BIN)/congkhai build

test: $(TESTABLE) $(FROM_NPM) ## style, then every test; installs Chromium when it is missing
	bash .ci/chromium
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m pytest tests

serve: $(INSTALLED) ## preview the site and build it again on every change
	$(BIN)/congkhai serve

# On GitHub the problems are written as annotations, which stand beside the lines of a pull request.
check: $(INSTALLED) ## read and check the data; write nothing
	$(BIN)/congkhai check $(if $(GITHUB_ACTIONS),--format github)

demo: $(INSTALLED) ## build the fictional example plan in site-demo/
	$(BIN)/congkhai build --config tests/example_plan/mkdocs.yml --out site-demo

bench: $(TESTABLE) ## measure and print a table
	$(BIN)/python -m tests.benchmarks

# pip-compile takes what suits the Python it runs on, so run this with the oldest 3.11 at hand (Debian's is 3.11.2).
# The second lock keeps to the first, so that the tests run on the very versions that build the site.
lock: $(TESTABLE) ## pin the newest versions that pyproject.toml allows, with their hashes
	$(COMPILE) --output-file requirements.lock pyproject.toml
	$(COMPILE) --output-file requirements-test.lock --extra test --constraint requirements.lock pyproject.toml

# --build-deps-for pins setuptools too: not every venv has it, and the project is installed without build isolation.
COMPILE := CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --upgrade --generate-hashes --strip-extras \
	--allow-unsafe --build-deps-for editable --annotation-style line \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

clean: ## remove all that make has made
	rm -rf .venv tests/published/node_modules site site.building site-demo*
	rm -rf *.egg-info .cache .hypothesis .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --clear, so that a package that has left the lock also leaves the environment.
$(INSTALLED): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 is needed: make PYTHON=python3.11")'
	$(PYTHON) -m venv --clear .venv
	$(BIN)/pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(TESTABLE): $(INSTALLED) requirements-test.lock
	$(BIN)/pip install --quiet --require-hashes -r requirements-test.lock
	@touch $@

# The HTML validator, the accessibility checker and the linter for JavaScript come from npm.
$(FROM_NPM): tests/published/package.json tests/published/package-lock.json
	npm ci --prefix tests/published --ignore-scripts --no-audit --no-fund
	@touch $@
