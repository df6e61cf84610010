# The commands a person must know. `make help` lists them.
PORT ?= 8000
VENV := .venv
PY := $(VENV)/bin/python
INSTALLED := $(VENV)/.installed
WORKERS ?= 2
export PYTHONDONTWRITEBYTECODE ?=

.DEFAULT_GOAL := help
.PHONY: help setup run test check bench golden chromium outdated clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(INSTALLED) ## Install what SmartCare needs, here in .venv (done by the others too)

$(INSTALLED): requirements.txt requirements-dev.txt
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "SmartCare needs Python 3.11 or newer (python3 is $$(python3 --version))."; exit 1; }
	@test -x $(PY) || python3 -m venv $(VENV) || { echo "Could not make a virtual environment: install Python's venv module (on Debian: apt-get install python3-venv)."; rm -rf $(VENV); exit 1; }
	@echo "Installing the pinned requirements (a minute or two the first time) ..."
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

run: $(INSTALLED) ## Serve SmartCare with demo data on http://localhost:8000 (PORT=8001 for another port)
	@PORT=$(PORT) SMARTCARE_DEMO=1 $(PY) -m smartcare.ops.demo_server

test: $(INSTALLED) chromium ## Run all tests (DATABASE_URL=postgres://... for a server of your own)
	@$(PY) -m pytest -n $(WORKERS) $(ARGS)

check: $(INSTALLED) ## Types, lint, contracts, templates, deployment settings
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/lint-imports --no-cache
	@$(VENV)/bin/djlint --quiet --lint templates
	@$(VENV)/bin/mypy
	@DATABASE_URL=postgres://nobody@localhost/nothing SECRET_KEY=$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(60))') ALLOWED_HOSTS=example.org $(PY) -m django check --deploy --fail-level WARNING --settings smartcare.settings.prod --tag security --tag models --tag urls

bench: $(INSTALLED) ## Measure what has a target; writes docs/benchmarks.md
	@$(PY) -m benchmarks

golden: $(INSTALLED) ## Rewrite the golden files; review the difference as code
	@SMARTCARE_GOLDEN=write $(PY) -m pytest -q tests/golden

chromium: ## See that a Chromium is here for the browser tests
	@sh tests/browser/chromium.sh

outdated: $(INSTALLED) ## Compare the pins with the newest releases, for this Python and for any
	@$(PY) -m smartcare.ops.outdated

clean: ## Remove the virtual environment and caches; the embedded database stays
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache staticfiles
