# Everything a fresh machine needs is set up by the target that needs it; run again, each starts at once.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip --disable-pip-version-check --quiet
# As many at once as there are cores; who is done first takes over what others still have before them.
PYTEST := $(BIN)/python -m pytest --numprocesses auto --dist worksteal
ARGS ?=

.PHONY: install demo run test lint check playground chaos chaos-long pauses format coverage bench clean

$(VENV)/.runtime: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit("Homeroom needs Python 3.11 or newer; set PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --editable .
	touch $@

$(VENV)/.development: $(VENV)/.runtime
	$(PIP) install --editable '.[dev,teams]'
	touch $@

install: $(VENV)/.development

# make demo ARGS=--teams needs more than Slack does.
demo: $(if $(findstring --teams,$(ARGS)),$(VENV)/.development,$(VENV)/.runtime)
	$(BIN)/homeroom demo $(ARGS)

run: $(VENV)/.runtime
	$(BIN)/homeroom run $(ARGS)

test: $(VENV)/.development
	$(PYTEST) $(ARGS)

lint: $(VENV)/.development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Microsoft's own local Teams, for the tests that look at its screens; needs Node.js with npm.
playground: $(VENV)/.playground

$(VENV)/.playground: $(VENV)/.development
	npm install --prefix $(VENV)/playground --no-audit --no-fund --no-package-lock --no-save @microsoft/m365agentsplayground@0.2.28
	touch $@

check: lint test

# Kills processes at every step, on both databases, and proves that nothing was lost and nothing posted twice.
chaos: $(VENV)/.development
	$(BIN)/python -m tests.chaos kills --strikes 30 $(ARGS)

chaos-long: $(VENV)/.development
	$(BIN)/python -m tests.chaos kills --strikes 500 $(ARGS)

# Stops workers for longer than their leases last, and lets them go on; ARGS='--strikes 500' for long. Who sleeps in the
# middle of a call can't be kept from posting; what it posted twice has to be cleared away again by the end.
pauses: $(VENV)/.development
	$(BIN)/python -m tests.chaos pauses --strikes 24 $(ARGS)

format: $(VENV)/.development
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

coverage: $(VENV)/.development
	$(PYTEST) --cov --cov-report=term-missing:skip-covered --cov-fail-under=95 $(ARGS)
	$(BIN)/python -m coverage report --include='rubric/*' --fail-under=100

# Everything that has a reach, beside what it is compared with; one alone: make bench ARGS="--only submission".
bench: $(VENV)/.development
	$(BIN)/python -m tests.bench $(ARGS)

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
