# A fresh machine needs Python 3.11 or newer with pip, and make. Everything else comes from the hash-pinned lock.
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
PY := .venv/bin/python
MANAGE := $(PY) manage.py
# pip of the machine's Python works on the environment from outside, so that Debian's python3-venv and ensurepip are not needed.
PIP_INSTALL := $(PYTHON) -m pip --python $(PY) --disable-pip-version-check install --quiet --root-user-action=ignore

PORT ?= 8000
export PORT

ifneq ($(DATABASE_URL),)
export DATABASE_URL
endif

# Two workers, one for each core of the machines that run this; more only wait for each other.
WORKERS ?= 2
PYTEST := $(PY) -m pytest
CHROMIUM := $(or $(CHROMIUM_PATH),$(shell command -v chromium))


##@ Use

.PHONY: run
run: .venv/.base ## Start the site on http://127.0.0.1:8000 (PORT= and DATABASE_URL= are honoured)
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) set_up_site
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@echo "Open http://127.0.0.1:$(PORT)/ (stop with Ctrl-C)."
	@$(PY) -m gunicorn

.PHONY: demo
demo: export DATABASE_URL := $(or $(DATABASE_URL),sqlite:///var/demo.sqlite3)
demo: .venv/.base ## Start the site with three years of invented entries, on a database of its own
	@mkdir -p var
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) set_up_site
	@$(MANAGE) load_example --if-empty
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@echo "Open http://127.0.0.1:$(PORT)/ (stop with Ctrl-C)."
	@$(PY) -m gunicorn


##@ Check

.PHONY: check
check: .venv/.dev ## Lint, types, templates, migrations, production settings, house rules
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@.venv/bin/lint-imports --no-cache --no-logo
	@find templates recommendations -name "*.html" -print0 | xargs -0 --no-run-if-empty .venv/bin/djade --target-version 5.2 --check
	@$(MANAGE) makemigrations --check --dry-run
	@PRODUCTION=true ALLOWED_HOSTS=tracker.example SECRET_KEY="$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(64))')" \
		$(MANAGE) check --deploy --fail-level WARNING
	@$(PYTEST) --quiet tests/test_house_rules.py

.PHONY: test
test: test-sqlite test-postgresql test-browser ## Run the whole suite on SQLite, on PostgreSQL and in a real browser

.PHONY: test-sqlite
test-sqlite: .venv/.dev ## The suite on SQLite
	@env -u DATABASE_URL TEST_DATABASE=sqlite $(PYTEST) --numprocesses $(WORKERS) --dist loadscope --ignore tests/browser

.PHONY: test-postgresql
test-postgresql: .venv/.dev ## The suite on a PostgreSQL started for it, or on the one that DATABASE_URL names
	@$(PY) -m tests.run_on_postgresql $(PYTEST) --numprocesses $(WORKERS) --dist loadscope --ignore tests/browser

.PHONY: test-browser
test-browser: .venv/.dev browser ## The pages in a real Chromium
	@env -u DATABASE_URL TEST_DATABASE=sqlite $(PYTEST) --numprocesses $(WORKERS) --dist loadgroup tests/browser

.PHONY: coverage
coverage: .venv/.dev ## The suite on SQLite, and the lines and branches that it leaves out (takes twice its time)
	@rm -rf var/coverage
	@env -u DATABASE_URL TEST_DATABASE=sqlite $(PYTEST) --numprocesses $(WORKERS) --dist loadscope --ignore tests/browser --cov --cov-report=term

.PHONY: audit
audit: .venv/.dev browser ## Lighthouse, axe and the weight of the pages, measured anew and written to docs/quality.md (needs Node and npm)
	@$(PY) -m tests.audit

.PHONY: prove
prove: export WORKERS := $(WORKERS)
prove: .venv/.dev browser ## Random, killed and contended parts at length, PROVE=<seed> for a seed of yours; written to docs/proofs.md
	@$(PY) -m tests.prove

.PHONY: browser
browser: ## Install Debian's Chromium if there is none
ifeq ($(CHROMIUM),)
	@echo "Installing Chromium with apt-get."
	@mkdir -p var; SUDO=""; [ "$$(id -u)" = 0 ] || SUDO="sudo -n"; \
	$$SUDO apt-get -qq update && $$SUDO env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends chromium curl fonts-dejavu-core >var/apt.log \
	|| { echo "Chromium could not be installed: install it by hand, or set CHROMIUM_PATH to one." >&2; exit 1; }
endif


##@ Keep up

.PHONY: fmt
fmt: .venv/.dev ## Format Python and templates
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .
	@find templates recommendations -name "*.html" -print0 | xargs -0 --no-run-if-empty .venv/bin/djade --target-version 5.2 || true

# Extras stay in the lock: without them, pip before 23.3 holds a package that is asked for with an extra for unpinned as soon
# as a newer release of it is out.
.PHONY: lock
lock: $(PY) ## Pin every package of pyproject.toml, with hashes, in requirements/*.txt (LOCK_FLAGS=--upgrade for newer ones)
	@$(PIP_INSTALL) uv==0.13.9
	@$(PY) -m uv pip compile --quiet $(LOCK_FLAGS) --universal --python-version 3.11 --generate-hashes --no-strip-extras \
		--custom-compile-command "make lock" --output-file requirements/base.txt pyproject.toml
	@$(PY) -m uv pip compile --quiet $(LOCK_FLAGS) --universal --python-version 3.11 --generate-hashes --no-strip-extras \
		--custom-compile-command "make lock" --output-file requirements/dev.txt --group dev --constraint requirements/base.txt pyproject.toml

.PHONY: clean
clean: ## Remove the environment, caches and collected files; databases, uploads and the secret key stay
	rm -rf .venv .hypothesis .mypy_cache .pytest_cache .ruff_cache var/static var/coverage var/postgresql-*
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: help
help: ## Show this list
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' Makefile


$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: name one with PYTHON=.")'
	@echo "Making the environment in .venv."
	@$(PYTHON) -m venv --without-pip .venv

.venv/.base: requirements/base.txt | $(PY)
	@echo "Installing the packages of $<."
	@$(PIP_INSTALL) --require-hashes --requirement $<
	@touch $@

.venv/.dev: requirements/dev.txt | $(PY)
	@echo "Installing the packages of $<."
	@$(PIP_INSTALL) --require-hashes --requirement $<
	@touch .venv/.base $@
