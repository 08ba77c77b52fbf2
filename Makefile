# Needs Python 3, git and a network to the package index; installs the rest into .venv and .tools.
.DEFAULT_GOAL := help
.PHONY: help demo test check audit advisories journeys bench docs lock clean
PORT ?= 8000
python := .venv/bin/python
# Four resolutions of pyproject.toml; UPGRADE=1 takes the newest versions allowed.
compile := tools/uv.sh pip compile --quiet --universal --generate-hashes --no-emit-index-url \
	--no-header $(if $(UPGRADE),--upgrade) pyproject.toml

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 18

demo: ## start the whole product on http://localhost:8000 (PORT=8123 for another); Ctrl-C stops it
	@tools/bootstrap.sh demo
	@exec $(python) -m espace_client.demo.stack --port $(PORT) --data var/demo

test: ## run every test, journeys in a real browser included
	@exec tools/test.sh -m "not audit" --numprocesses auto

check: ## format, lint, types, floors, templates, settings, migrations
	@exec tools/check.sh

audit: ## run the long checks that `make test` leaves out (veraPDF wants a JDK)
	@tools/bootstrap.sh audit
	@exec tools/test.sh -m audit

advisories: ## ask the package index whether a locked package has a known vulnerability
	@exec tools/advisories.sh

journeys: ## run the journeys alone (ROWS=S4,S5 for some rows of docs/journeys.md)
	@exec tools/test.sh tests/journeys $(if $(ROWS),--rows=$(ROWS))

bench: ## measure speed against its limits
	@tools/bootstrap.sh audit
	@exec $(python) -m tests.load

docs: ## write docs/promises.md and docs/journeys.md again, from the tests
	@tools/bootstrap.sh dev
	@exec $(python) -m pytest --quiet --write-docs

lock: ## resolve pyproject.toml into requirements/ again (UPGRADE=1 for newer versions)
	@$(compile) --output-file requirements/runtime.txt
	@$(compile) --constraint requirements/runtime.txt --group demo --output-file requirements/demo.txt
	@$(compile) --constraint requirements/runtime.txt --group dev --output-file requirements/dev.txt
	@$(compile) --constraint requirements/dev.txt --group audit --output-file requirements/audit.txt

clean: ## remove the installed packages, the caches and the demo's data
	@rm -rf .venv .tools .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@rm -rf static-collected var/demo
