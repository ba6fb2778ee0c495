# One verb per task; CI calls the same verbs. `make help` lists them.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
  command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(not (3,11) <= sys.version_info[:2] < (3,14))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
MODELS_VENV := .venv-models
MODELS_BIN := $(MODELS_VENV)/bin
MODELS_STAMP := $(MODELS_VENV)/.installed
MODELS_PIP := $(MODELS_BIN)/python -m pip --disable-pip-version-check install --no-deps --require-hashes
RUN_STAMP := $(VENV)/.installed-run
DEV_STAMP := $(VENV)/.installed-dev
AUDIO ?= functions/novapulse/samples/billing_call_mono.ogg
PIP := $(BIN)/python -m pip --disable-pip-version-check install
PROGRESS := awk '/^(Collecting|Requirement)/ { printf "\r  %d packages", ++n; fflush() } \
  /^Installing/ { printf "\n  installing them\n"; fflush() } /^ERROR/ { print } END { print "" }'

.PHONY: help demo up test test-fast test-models check format openapi fuzz bench eval lock clean
.PHONY: layers lock-layers invoke
.PHONY: synth deploy bench-gpu lock-models pin-images lint-images publish-env test-publish sbom

help:  ## list the verbs
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

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

# How many processes `auto` is: tests/conftest.py. They keep all cores busy, so that threads of numpy would only wait
# for one another; they start hundreds more, so byte code is kept.
TEST = OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n auto --maxprocesses 6 --dist loadgroup --no-loadscope-reorder

test: $(DEV_STAMP) symbl-sdk  ## every test
	@$(TEST)

test-fast: $(DEV_STAMP)  ## three minutes of tests; seconds with TESTS=tests/language
	@$(TEST) -m "not slow and not both_homes" $(TESTS)

# Its dependencies ask for sound hardware's headers, which nothing here uses: so --no-deps.
SDKS := .venv-symbl
$(SDKS)/%/bin/installed: tests/contracts/symbl/sdk_%.txt | $(BIN)/python
	@$(BIN)/python -m venv --clear --without-pip $(SDKS)/$*
	@$(BIN)/python -m pip --python $(SDKS)/$*/bin/python --disable-pip-version-check install --quiet --no-deps --require-hashes -r $< \
	  && touch $@ || echo "the Symbl SDK $* cannot be installed here: its test will be skipped"

.PHONY: symbl-sdk
symbl-sdk: $(SDKS)/2_0_6/bin/installed $(SDKS)/2_0_4/bin/installed  ## the Symbl SDK in two versions, for its tests: .venv-symbl

$(MODELS_STAMP): tests/models/requirements.txt tests/models/torch-cpu.txt tests/models/torch-cuda.txt
	@rm -rf $(MODELS_VENV)
	@$(PYTHON) -m venv $(MODELS_VENV)
	@echo "installing PyTorch, transformers and pyannote.audio into $(MODELS_VENV) (2 to 8 GB, once)"
	@$(MODELS_PIP) -q -r tests/models/torch-cpu.txt 2>/dev/null \
	  || $(MODELS_PIP) -r tests/models/torch-cuda.txt | $(PROGRESS) \
	  || { echo "make test-models: PyTorch cannot be installed here: no build for $$($(PYTHON) -V) on $$(uname -sm), or no room"; rm -rf $(MODELS_VENV); exit 1; }
	@$(MODELS_PIP) -r tests/models/requirements.txt | $(PROGRESS) \
	  || { echo "make test-models: the packages of tests/models/requirements.txt cannot be installed here"; rm -rf $(MODELS_VENV); exit 1; }
	@$(MODELS_BIN)/python -m tests.models.torchaudio_parts
	@$(MODELS_BIN)/python -m pip --disable-pip-version-check install --quiet --no-deps --no-build-isolation --no-index -e .
	@touch $@

test-models: $(MODELS_STAMP)  ## the PyTorch engines and containers, in a venv of their own
	@$(MODELS_BIN)/python -c 'import torch, transformers, pyannote.audio' 2>/dev/null \
	  || { echo "make test-models: $(MODELS_VENV) is broken; remove it and try again"; exit 1; }
	@OMP_NUM_THREADS=1 HF_HUB_OFFLINE=1 $(MODELS_BIN)/python -m pytest tests/models -W default --timeout=900

check: $(DEV_STAMP)  ## ruff, mypy strict, import-linter, hadolint
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/hadolint model_containers/*/Dockerfile infra/front/Dockerfile

format: $(DEV_STAMP)  ## rewrite the code in the house format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

openapi: $(DEV_STAMP)  ## write docs/openapi.json and events/schemas again
	@$(BIN)/python -m tests.contracts.native.openapi
	@$(BIN)/python -m tests.events

.PHONY: e2e-aws
e2e-aws: $(DEV_STAMP)  ## the AWS home's stack in an emulator on this machine, and calls through it
	@$(BIN)/python -m pytest tests/e2e/aws

fuzz: $(DEV_STAMP)  ## thousands of requests made from the OpenAPI document
	@$(BIN)/python -m pytest tests/fuzz --fuzz-cases 5000

bench: $(DEV_STAMP)  ## speed and memory on this machine
	@$(BIN)/python -m tests.bench

bench-gpu:  ## the engines side by side on a GPU, with the packages of `python3` or PYTHON=...
	@$(or $(PYTHON),python3) bench/gpu.py

eval: $(DEV_STAMP)  ## accuracy against its budgets: FOLDER=your labels, ARGS="--only roles"
	@$(BIN)/python -m tests.eval $(ARGS) $(if $(FOLDER),"$(FOLDER)")

.PHONY: train-sentiment
train-sentiment: $(DEV_STAMP)  ## train the head of the sentiment again and write its weights
	@$(BIN)/python -m tools.train_sentiment

lock:  ## resolve the two lock files again (needs uv)
	@uv pip compile pyproject.toml --extra link --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q -o requirements.txt
	@uv pip compile pyproject.toml --extra link --extra aws --extra infra --extra test -c requirements.txt --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q -o requirements-dev.txt

# What the tests run with is what the images hold; the rest follows the containers' own needs.
SAME := av|ctranslate2|faster-whisper|numpy|onnxruntime|pyannote-audio|pydantic|pydantic-settings|scikit-learn|scipy|starlette|tokenizers|torch|torchaudio|torchcodec|transformers|uvicorn
lock-models:  ## resolve the locks of the model containers and of publish again (needs uv)
	@mkdir -p .build
	@grep -hE '^($(SAME))==' requirements.txt tests/models/torch-cuda.txt tests/models/requirements.txt | sed 's/ \\$$//' > .build/same.txt
	@for list in model_containers/{transcriber,diarizer,sentiment}/requirements*.in; do \
	  uv pip compile $$list -c .build/same.txt --python-version 3.13 --python-platform x86_64-manylinux_2_28 \
	    --only-binary :all: --generate-hashes --no-header --no-annotate -q -o $${list%.in}.txt; done
	@uv pip compile model_containers/publish/requirements.in --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q -o model_containers/publish/requirements.txt
	@uv pip compile tests/model_containers/publish/requirements.in -c model_containers/publish/requirements.txt --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q -o tests/model_containers/publish/requirements.txt

lock-layers:  ## resolve the locks of the functions' layers and of the front again (needs uv)
	@for layer in stage media api; do \
	  case $$layer in media|api) rest="$$(sed -nE 's/^([a-z0-9._-]+)(\[.*\])?==.*/--no-emit-package \1/p' infra/layers/stage.txt)";; *) rest="";; esac; \
	  uv pip compile infra/layers/$$layer.in -c requirements-dev.txt --python-version 3.13 --python-platform aarch64-manylinux_2_28 \
	    --only-binary :all: --generate-hashes --no-header --no-annotate -q $$rest -o infra/layers/$$layer.txt; done
	@uv pip compile infra/front/requirements.in -c requirements-dev.txt --python-version 3.13 --python-platform aarch64-manylinux_2_28 \
	  --only-binary :all: --generate-hashes --no-header --no-annotate -q -o infra/front/requirements.txt

layers: $(DEV_STAMP)  ## the functions' layers for Lambda: .build/layers
	@$(BIN)/python -m tools.build_layers

invoke: $(DEV_STAMP)  ## run a function of the AWS home here: STAGE=redact EVENT=redact
	@if [ -z "$(STAGE)" ]; then echo "make invoke STAGE=redact [EVENT=a name in events/aws, or a path]"; exit 2; fi
	@$(BIN)/python -m tools.invoke "$(STAGE)" $(if $(EVENT),"$(EVENT)")

ENV ?= dev
synth: $(DEV_STAMP)  ## the AWS home of ENV=dev or prod as a template: cdk.out (after: make layers)
	@$(BIN)/python -m infra.app $(ENV)

deploy: synth  ## the AWS home of ENV=dev or prod into your AWS account
	@$(BIN)/python -m tools.deploy $(ENV)

pin-images: $(RUN_STAMP)  ## pin the base images to what the registry has now (asks Docker Hub)
	@$(BIN)/python -m tools.pin_images

lint-images: $(DEV_STAMP)  ## hadolint over the Dockerfiles
	@$(BIN)/hadolint model_containers/*/Dockerfile infra/front/Dockerfile

PUBLISH := .venv-publish
$(PUBLISH)/.installed: model_containers/publish/requirements.txt
	@$(PYTHON) -m venv $(PUBLISH)
	@echo "installing the tools of publishing (about 350 MB, once)"
	@set -o pipefail; $(PUBLISH)/bin/python -m pip --disable-pip-version-check install --require-hashes -r $< | $(PROGRESS)
	@touch $@

publish-env: $(PUBLISH)/.installed  ## .venv-publish, with the SageMaker SDK
	@echo "PYTHONPATH=functions:. $(PUBLISH)/bin/python -m model_containers.publish --help"

$(PUBLISH)/.installed-tests: tests/model_containers/publish/requirements.txt $(PUBLISH)/.installed
	@$(PUBLISH)/bin/python -m pip --disable-pip-version-check install --require-hashes -r $< | $(PROGRESS)
	@touch $@

test-publish: $(PUBLISH)/.installed-tests  ## publish with the SageMaker SDK, against a simulated AWS
	@PYTHONPATH=functions:. $(PUBLISH)/bin/python -m pytest --noconftest -W default tests/model_containers/publish

sbom: $(PUBLISH)/.installed  ## .build/sbom: what each image installs, as CycloneDX, from its lock
	@mkdir -p .build/sbom
	@for lock in model_containers/{transcriber,diarizer,sentiment}/requirements*.txt; do \
	  name=$$(sed -E 's#model_containers/(.*)/requirements(.*)\.txt#\1\2#' <<< $$lock); \
	  $(PUBLISH)/bin/cyclonedx-py requirements --output-reproducible --short-PURLs --of JSON -o .build/sbom/$$name.cdx.json $$lock \
	  && echo ".build/sbom/$$name.cdx.json"; done

.PHONY: lock-test-models
lock-test-models:  ## resolve the packages of test-models again (needs uv)
	@uv pip compile pyproject.toml tests/models/requirements.in --extra link -c requirements-dev.txt --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q -o .models-lock
	@sed -nE '/^(torch==|nvidia-|cuda-|triton==)/,/[^\\]$$/p' .models-lock > tests/models/torch-cuda.txt
	@sed -E '/^(torch==|nvidia-|cuda-|triton==)/,/[^\\]$$/d' .models-lock > tests/models/requirements.txt
	@rm .models-lock

clean:  ## remove what make created
	@rm -rf $(VENV) $(MODELS_VENV) $(PUBLISH) $(SDKS) .build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
