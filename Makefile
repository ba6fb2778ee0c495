# One verb per task; CI calls the same verbs. `make help` lists them.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
  command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(not (3,11) <= sys.version_info[:2] < (3,14))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
RUN_STAMP := $(VENV)/.installed-run
DEV_STAMP := $(VENV)/.installed-dev
AUDIO ?= functions/novapulse/samples/billing_call_mono.ogg
PIP := $(BIN)/python -m pip --disable-pip-version-check install
PROGRESS := awk '/^(Collecting|Requirement)/ { printf "\r  %d packages", ++n; fflush() } \
  /^Installing/ { printf "\n  installing them\n"; fflush() } /^ERROR/ { print } END { print "" }'

.PHONY: help demo up test test-fast check format openapi fuzz bench eval lock clean

help:  ## list the verbs
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then echo "NovaPulse needs Python 3.11, 3.12 or 3.13 on the PATH (or: make PYTHON=/path/to/python3.12 ...)"; exit 1; fi
	@echo "creating $(VENV) with $(PYTHON)"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(RUN_STAMP): requirements.txt pyproject.toml | $(BIN)/python
	@echo "installing the locked packages (about 1.3 GB, once)"
	@set -o pipefail; $(PIP) --require-hashes -r requirements.txt | $(PROGRESS)
	@$(MAKE) --no-print-directory link
	@touch $@

$(DEV_STAMP): requirements-dev.txt $(RUN_STAMP)
	@echo "installing the test tools"
	@set -o pipefail; $(PIP) --require-hashes -r requirements-dev.txt | $(PROGRESS)
	@touch $@

.PHONY: link
link:
	@$(PIP) --quiet --no-deps --no-build-isolation --no-index -e .

demo: $(RUN_STAMP)  ## analyse the sample call, or AUDIO=path
	@$(BIN)/novapulse analyze "$(AUDIO)"

up: $(RUN_STAMP)  ## the server on 127.0.0.1:8000, with a ready API key
	@$(BIN)/novapulse serve --show-key

test: $(DEV_STAMP)  ## every test
	@$(BIN)/python -m pytest

test-fast: $(DEV_STAMP)  ## the tests that take seconds
	@$(BIN)/python -m pytest -m "not slow"

check: $(DEV_STAMP)  ## ruff, mypy strict, import-linter
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(DEV_STAMP)  ## rewrite the code in the house format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

openapi: $(DEV_STAMP)  ## write docs/openapi.json and events/schemas again
	@$(BIN)/python -m tests.contracts.native.openapi
	@$(BIN)/python -m tests.events

fuzz: $(DEV_STAMP)  ## thousands of requests made from the OpenAPI document
	@$(BIN)/python -m pytest tests/fuzz --fuzz-cases 5000

bench: $(DEV_STAMP)  ## speed and memory on this machine
	@$(BIN)/python -m tests.bench

eval: $(DEV_STAMP)  ## accuracy on the sample and on recordings with references
	@$(BIN)/python -m tests.eval

lock:  ## resolve the two lock files again (needs uv)
	@uv pip compile pyproject.toml --extra link --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q -o requirements.txt
	@uv pip compile pyproject.toml --extra link --extra test -c requirements.txt --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q -o requirements-dev.txt

clean:  ## remove what make created
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
