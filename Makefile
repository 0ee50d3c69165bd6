# Everything that is typed to run, test or change jebo. `make` alone prints the list.
#
#   make test ARGS="-k places"      hands ARGS on to the program that is run
#   make test PYTHON=python3.13 VENV=.venv-3.13

PYTHON ?= python3
VENV ?= .venv
BENCH_VENV ?= .venv-bench
BUILD ?= build
ARGS ?=
QUICK ?=

BIN := $(VENV)/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check install --quiet
SHARED := ../shared

.DEFAULT_GOAL := help
DESK_TESTS ?= tests/desk
.PHONY: help demo test e2e test-postgresql lint fix bench score lock

help: ## print this list
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sort | while IFS= read -r line; do \
	  printf '  make %-16s %s\n' "$${line%%:*}" "$${line#*## }"; done

demo: $(VENV)/.desk ## check the demo stories in both languages, draw the heat maps in build/demo, fill a demo desk and build its site there
	$(BIN)/jebo demo --output $(BUILD)/demo --desk $(BUILD)/demo/desk $(ARGS)

test: $(VENV)/.dev ## run every test
	$(BIN)/python -m pytest -q -n auto --dist loadgroup $(ARGS)

e2e: $(VENV)/.dev ## walk the desk's journeys, the pages of site and door, and the way to the door through Tor; cut its power often (needs chromium, tor)
	$(BIN)/python -m pytest -q -n auto --dist loadgroup -m e2e tests/desk tests/press tests/observatory tests/door $(ARGS)

test-postgresql: $(VENV)/.dev ## run the desk's tests again, on a PostgreSQL of their own
	$(BIN)/python tools/postgresql.py $(BIN)/python -m pytest -q -n auto --dist loadgroup $(DESK_TESTS) --ignore=tests/desk/ground --ignore=tests/desk/look --ignore=tests/desk/browser $(ARGS)

lint: $(VENV)/.dev ## check format, style, types and who imports whom
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

fix: $(VENV)/.dev ## mend format and style where a machine can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.run $(BENCH_VENV)/.bench ## measure speed and memory beside other tools (QUICK=1: a taste)
	@for script in bench/[a-z]*.py; do echo "== $$script"; \
	  python=$(BENCH_VENV)/bin/python; [ -x $$python ] || python=$(BIN)/python; \
	  $$python $$script $(if $(QUICK),--quick) $(ARGS) || exit 1; done

score: $(VENV)/.run ## measure how well details are found and whether the advice helps, on stories kept back from training
	@$(BIN)/python tools/score.py tests/stories/*.txt $(ARGS)
	@$(BIN)/python tools/usable.py tests/stories/*.txt
	@for corpus in $(wildcard $(SHARED)/corpus/*.jsonl); do echo "== $$corpus"; \
	  $(BIN)/python tools/score.py $$corpus $(ARGS) && $(BIN)/python tools/usable.py $$corpus || exit 1; done

lock: ## pin every requirement again, with hashes (needs uv on the path)
	@command -v uv > /dev/null || { echo "make lock needs uv: run 'pip install uv', then make lock again." >&2; exit 1; }
	@cd requirements && for list in build run sealing press observatory pdf desk door dev bench data money; do \
	  uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	    --custom-compile-command "make lock" $$list.in --output-file $$list.txt || exit 1; done

# The environments. A stamp is newer than the lists it was filled from.

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "jebo needs Python 3.11 or newer: run 'make PYTHON=python3.11' with the name of yours." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2> /dev/null || { \
	  echo "This Python cannot make an environment: run 'apt-get install python3-venv' as root, then make again." >&2; \
	  exit 1; }
	@echo "Making an environment in $(VENV) (once)…"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(VENV)/pyvenv.cfg requirements/build.txt requirements/run.txt pyproject.toml
	@$(PIP) --require-hashes -r requirements/build.txt -r requirements/run.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.desk: $(VENV)/.run requirements/desk.txt
	@$(PIP) --require-hashes -r requirements/desk.txt
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.txt
	@$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@

# What jebo is compared with may not install everywhere; the bench then measures what is there and says what is not.
$(BENCH_VENV)/.bench: requirements/bench.txt pyproject.toml
	@$(PYTHON) -m venv $(BENCH_VENV)
	@echo "Installing what jebo is compared with in $(BENCH_VENV) (once)…"
	@if $(BENCH_VENV)/bin/python -m pip --disable-pip-version-check install --quiet --require-hashes -r requirements/bench.txt \
	  && $(BENCH_VENV)/bin/python -m pip --disable-pip-version-check install --quiet --no-deps --no-build-isolation --editable .; \
	  then touch $@; else rm -rf $(BENCH_VENV); \
	  echo "The other tools did not install: the bench leaves them out and measures jebo alone." >&2; fi
