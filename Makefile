# Two commands matter: `make demo` and `make test`. The rest is for those who build.

.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
RUN := .venv/bin/python
LOCK := UV_SYSTEM_CERTS=1 UV_PYTHON_DOWNLOADS=never $(RUN) -m uv pip compile --quiet --universal --generate-hashes --no-header
# How many processes run the tests; each has a database and a browser of its own, and takes work over from one that is
# busy with a long journey.
TEST_PROCESSES ?= 2

.PHONY: help demo test race faults setup check bench bench-search bench-notifications bench-ceiling bench-sweep lock environment translations

help:
	@echo 'make demo    start Expedu with a fictional world; Ctrl-C stops everything'
	@echo 'make test    run every test, browser journeys included'
	@echo 'make race    random operations from 8 connections at once; SEED=n chooses them'
	@echo 'make faults  kill worker, broker and database while 20,000 mails go out; SEED=n chooses when'
	@echo 'make setup   environment, database, migrations and reference data for your own installation'
	@echo 'make check   every linter and checker'
	@echo 'make bench   measurements, see benchmarks/'
	@echo 'make lock    write the requirements files anew from pyproject.toml'

environment:
	@command -v $(PYTHON) >/dev/null || { echo 'Python 3 ontbreekt. Installeer Python 3.11 of nieuwer, bijvoorbeeld met: sudo apt install python3 python3-venv' >&2; exit 1; }
	@$(PYTHON) bootstrap.py

demo: environment
	@$(RUN) -m expedu.demo

test: environment
	@$(RUN) -m pytest -n $(TEST_PROCESSES) --dist worksteal $(TEST_OPTIONS)

race: environment
	@RACE_SEED=$(or $(SEED),1) RACE_OPERATIONS=$(or $(OPERATIONS),10000) $(RUN) -m pytest -q -s -p no:xdist tests/secondments/test_random_race.py

faults: environment
	@$(RUN) -m tests.faults --seed $(or $(SEED),1) --requests $(or $(REQUESTS),1000) --recipients $(or $(RECIPIENTS),20) --kills $(or $(KILLS),12)

setup: environment
	@$(RUN) manage.py setup

check: environment
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	.venv/bin/lint-imports
	$(RUN) -m mypy
	$(RUN) -m djlint --quiet --lint templates
	$(RUN) manage.py makemigrations --check
	SITE_URL=https://expedu.example SECRET_KEY="$$(head -c 40 /dev/urandom | base64 | head -c 50)" \
		$(RUN) manage.py check --deploy --fail-level WARNING
	@mkdir -p var/lock && cp requirements-dev.txt requirements.txt var/lock/
	$(LOCK) pyproject.toml --group dev -o var/lock/requirements-dev.txt
	$(LOCK) pyproject.toml -c requirements-dev.txt -o var/lock/requirements.txt
	@cmp requirements-dev.txt var/lock/requirements-dev.txt && cmp requirements.txt var/lock/requirements.txt || \
		{ echo 'De requirements-bestanden zijn niet wat pyproject.toml vraagt: draai make lock.' >&2; exit 1; }

bench: environment
	@$(RUN) -m benchmarks $(BENCH)

bench-search: environment
	@EXPERTS=$(or $(EXPERTS),100000) $(RUN) -m benchmarks search

bench-notifications: environment
	@$(RUN) -m benchmarks notifications

bench-sweep: environment
	@REQUESTS=$(or $(REQUESTS),100000) $(RUN) -m benchmarks sweep

bench-ceiling: environment
	@EXPERTS=$(or $(EXPERTS),100000) $(RUN) -m benchmarks ceiling

translations: environment
	@$(RUN) manage.py compile_translations

lock: environment
	$(LOCK) pyproject.toml --group dev -o requirements-dev.txt
	$(LOCK) pyproject.toml -c requirements-dev.txt -o requirements.txt
	$(LOCK) --group bootstrap -o requirements-uv.txt
