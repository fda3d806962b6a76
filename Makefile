# `make site` and `make test` set everything up by themselves; see README.md.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8000

.PHONY: checkers site serve test lint types imports bench setup lock clean

site: $(VENV)/.ready
	$(BIN)/archive build

serve: $(VENV)/.ready
	$(BIN)/archive serve --host $(HOST) --port $(PORT)

test: $(VENV)/.ready-dev node_modules/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto

# What other people's checkers say of every kind of page; CHECK=--quick leaves Lighthouse out.
checkers: $(VENV)/.ready-dev benchmarks/page_checkers/node_modules/.ready
	$(BIN)/archive build
	$(BIN)/python -m benchmarks.checkers $(CHECK) site

bench: $(VENV)/.ready-dev
	$(BIN)/python -m benchmarks

setup: $(VENV)/.ready-dev

# Reproducible: exactly the versions of requirements.lock, then this package without looking for others.
$(VENV)/.ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25"
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.ready-dev: $(VENV)/.ready requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	touch $@

# Checkers of the browser's modules. Without npm the tests that need them skip and say so.
node_modules/.ready: package.json
	if command -v npm >/dev/null; then npm install --no-package-lock --no-audit --no-fund --silent; fi
	mkdir -p node_modules
	touch $@

benchmarks/page_checkers/node_modules/.ready: benchmarks/page_checkers/package.json
	cd benchmarks/page_checkers && PUPPETEER_SKIP_DOWNLOAD=1 npm install --no-package-lock --no-audit --no-fund --silent
	touch $@

# Writes the lock files anew from the ranges in pyproject.toml.
lock:
	sh scripts/lock.sh

clean:
	rm -rf site .archive docs/articles docs/actors docs/places docs/dates docs/outlets docs/tags docs/search docs/data docs/index.md
