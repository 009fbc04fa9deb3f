# `make run` serves the site, `make test` runs every test; each installs what it needs.

HOST ?= 127.0.0.1
PORT ?= 8000
SITE_BASE_URL ?= http://$(HOST):$(PORT)

BIN := .venv/bin
FLASK := $(BIN)/flask --app webapp
PYTHON ?= python3

.PHONY: setup run test check compile extract update lock browser clean

setup: .venv/runtime compile

run: setup
	@SITE_BASE_URL=$(SITE_BASE_URL) $(FLASK) site serve --host $(HOST) --port $(PORT)

test: .venv/development compile browser
	$(BIN)/pytest

check: .venv/development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(FLASK) i18n extract --check
	$(FLASK) i18n update --check
	$(FLASK) i18n check

compile: .venv/runtime
	@$(FLASK) i18n compile

extract: .venv/runtime
	$(FLASK) i18n extract

update: extract
	$(FLASK) i18n update

# Chromium for the tests that need a browser, where this account may install it.
browser:
	@sh tests/install-chromium.sh

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/runtime: requirements.txt | .venv/bin/python
	$(BIN)/pip install --quiet --require-hashes -r requirements.txt
	@touch $@

.venv/development: requirements-dev.txt | .venv/bin/python
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@ .venv/runtime

# New locks from pyproject.toml: with hashes, without addresses. Needs uv.
lock:
	uv pip compile --quiet --generate-hashes --no-annotate --universal --python-version 3.11 pyproject.toml -o requirements.txt
	uv pip compile --quiet --generate-hashes --no-annotate --universal --python-version 3.11 --extra dev --extra exchange -c requirements.txt pyproject.toml -o requirements-dev.txt

clean:
	rm -rf .venv build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find translations -name '*.mo' -delete
