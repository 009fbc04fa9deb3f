# `make run` serves the site, `make test` runs the tests; each installs what it needs.

HOST ?= 127.0.0.1
PORT ?= 8000

BIN := .venv/bin
FLASK := $(BIN)/flask --app webapp
PYTHON ?= python3

# How much of anything `make fuzz` gives to each reader; tests give it 100 times.
FUZZ ?= 20000

# Each of the many processes would compile the same modules again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: audit benchmark-catalogues benchmark-directory benchmark-editor benchmark-search benchmark-serving brochure brochure-glyphs check clean compile conformance conformance-tools extract fuzz lighthouse lock map-land pictures run setup soak soak-editor spelling test test-slow tools translate update upgrade

# A brochure that cannot be made is said, and keeps nothing else from being served.
setup: .venv/runtime compile
	@$(FLASK) brochure build >/dev/null || :

# What cannot be made ahead is said, and holds no page up.
run: .venv/runtime
	@$(FLASK) i18n compile || echo "make run: not every catalogue is compiled; serving the site without"
	@$(FLASK) brochure build >/dev/null || :
	@$(FLASK) site serve --host $(HOST) --port $(PORT)

# The editor of the translations, in the browser: make translate LANG=mk.
translate: .venv/runtime
	@case "$(origin LANG)" in command*) $(FLASK) i18n edit "$(LANG)";; *) echo "make translate LANG=mk: name a language" >&2; exit 2;; esac

test: .venv/development tools
	$(BIN)/pytest

# The tests that wait for long or put a server under load: a few minutes more.
test-slow: .venv/development tools
	$(BIN)/pytest -m slow

# Ten minutes of mixed load while catalogues change.
soak: .venv/development
	SOAK_SECONDS=$(or $(SECONDS),600) $(BIN)/pytest -n 0 -s -m slow tests/faults/test_soak.py

# Two minutes of twenty translators in one catalogue, while commands rewrite it and the server is killed.
soak-editor: .venv/development
	EDITOR_SOAK_SECONDS=$(or $(SECONDS),120) $(BIN)/pytest -n 0 -s -m slow tests/editor/test_soak.py

fuzz: .venv/development
	FUZZ_EXAMPLES=$(FUZZ) $(BIN)/pytest tests/fuzz

check: .venv/development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(FLASK) i18n extract --check
	$(FLASK) i18n update --check
	$(FLASK) i18n check

# Every page in validators and browsers; SHORT=1 is what CI runs.
conformance: .venv/development conformance-tools
	$(BIN)/python -m tests.conformance.run $(if $(SHORT),--short)

# Lighthouse on some pages; PATHS="fr mk zh" for some languages, RUNS=1 for a first look.
lighthouse: .venv/development conformance-tools
	$(BIN)/python -m tests.conformance.lighthouse --runs $(or $(RUNS),3) $(PATHS)

compile: .venv/runtime
	@$(FLASK) i18n compile

brochure: .venv/runtime
	@$(FLASK) brochure build >/dev/null

extract: .venv/runtime
	$(FLASK) i18n extract

update: extract
	$(FLASK) i18n update

# Chromium, gettext, LibreOffice, nginx and others for the tests that need them, where this account may install.
tools:
	@sh tests/install-tools.sh

# Java, Firefox and npm where this account may install; the validators from npm.
conformance-tools:
	@sh tests/install-tools.sh conformance
	@$(MAKE) --silent node_modules/.package-lock.json

node_modules/.package-lock.json: package-lock.json
	npm ci --silent --no-audit --no-fund
	@touch $@

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or newer is needed, and $(PYTHON) is older or missing; name another with PYTHON=" >&2; exit 1; }
	$(PYTHON) -m venv .venv

.venv/runtime: requirements.txt | .venv/bin/python
	$(BIN)/pip install --quiet --require-hashes -r requirements.txt
	@touch $@

.venv/development: requirements-dev.txt | .venv/bin/python
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@ .venv/runtime

# The words of the translations that hunspell's dictionaries lack. Needs npm.
spelling: .venv/development node_modules/.package-lock.json
	$(BIN)/python -m tools.spelling

# The coastlines of the map, made again from npm's world-atlas. Needs npm.
map-land: .venv/runtime node_modules/.package-lock.json
	$(BIN)/python -m tools.map_land node_modules/world-atlas

# The pictures of README.md and docs/translating.md, taken again in Chromium.
pictures: .venv/development
	$(BIN)/python -m tools.pictures

# The characters that the brochure's fonts can show, asked of Typst: after an upgrade of it or them.
brochure-glyphs: .venv/runtime
	$(BIN)/python -m tools.brochure_glyphs

.venv/benchmarks: .venv/development pyproject.toml
	$(BIN)/pip install --quiet $$($(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["benchmarks"])')
	@touch $@

benchmark-catalogues: .venv/benchmarks
	$(BIN)/python tools/benchmarks/catalogues.py --sizes $(or $(SIZES),5000,50000) --runs $(or $(RUNS),5) \
		--limit $(or $(LIMIT),40) --only "$(ONLY)"

benchmark-directory: .venv/development
	$(BIN)/python tools/benchmarks/directory.py --actors $(or $(ACTORS),10000) --runs $(or $(RUNS),20)

# Next to django-rosetta; MESSAGES=20000 for more, PEERS=/path/to/bin where it is installed elsewhere.
benchmark-editor: .venv/benchmarks
	$(BIN)/python tools/benchmarks/editor.py --messages $(or $(MESSAGES),5000) --runs $(or $(RUNS),40)

benchmark-search: .venv/development
	$(BIN)/python tools/benchmarks/search_page.py --runs $(or $(RUNS),5)

# Needs Debian's wrk, nghttp2-client and nginx.
benchmark-serving: .venv/benchmarks
	$(BIN)/python -m tools.benchmarks.serving.run --runs $(or $(RUNS),5)

# New locks from pyproject.toml: with hashes, without addresses; versions stay where they can. Needs uv.
LOCK = UV_CUSTOM_COMPILE_COMMAND="make lock, upgraded $(UPGRADED)" uv pip compile --quiet $(UPGRADE) \
	--generate-hashes --no-annotate --universal --python-version 3.11 pyproject.toml

lock: UPGRADED ?= $(shell sed -n 's/^# .*upgraded //p' requirements.txt)
lock:
	$(LOCK) -o requirements.txt
	$(LOCK) --extra dev --extra exchange -c requirements.txt -o requirements-dev.txt

# The newest version of everything; the day is written into the locks.
upgrade:
	$(MAKE) lock UPGRADE=--upgrade UPGRADED=$$(date -u +%F)

# How old the locks are, and what is known against what they hold.
audit:
	@sh tests/audit.sh

clean:
	rm -rf .venv build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find translations -name '*.mo' -delete
