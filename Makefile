# The doors. Each one works as the only command on a fresh clone: it makes what it needs first.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

.PHONY: setup run test xr-rootfs test-xr lint bench pictures models wheel check clean help
.DEFAULT_GOAL := help

help: ## what each door does
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

$(STAMP): pyproject.toml tools/system.sh
	@bash tools/system.sh
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev -e ".[build,video]"
	@touch $(STAMP)

setup: $(STAMP) ## the environment in .venv/

models: $(STAMP) ## build the shipped models (cached)
	$(BIN)/anatomy-viewer models build --all

run: $(STAMP) ## open the app on the default lesson (without a display: under Xvfb, leaving build/first-run.png)
	@bash tools/run.sh $(BIN)

test: $(STAMP) models ## every test
	@bash tools/test.sh $(BIN)

xr-rootfs: ## the headset's test room: Debian 13 with an OpenXR runtime (cached; needs root)
	@bash tools/xr/rootfs.sh >/dev/null

test-xr: $(STAMP) models xr-rootfs ## the headset mode against a real OpenXR runtime
	@bash tools/xr/test.sh

lint: $(STAMP) ## format, lint, types, floors
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: $(STAMP) ## the shipped packs against every content check
	$(BIN)/anatomy-viewer check

bench: $(STAMP) models ## figures beside their aims, against a bare script, pyvista and f3d, into build/bench.json
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group bench
	$(BIN)/python bench/run.py $(GROUPS)

pictures: $(STAMP) models ## a gallery of every organ, stage and page in build/pictures/
	$(BIN)/python tools/pictures.py
	$(BIN)/python tools/pages.py $(if $(DESIGN),--design $(DESIGN))

wheel: $(STAMP) models ## a wheel with code, packs and built models, in dist/
	$(BIN)/python tools/wheel.py

clean: ## what was built
	rm -rf build dist
