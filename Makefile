# make play · make test · make sabotage · make help. Each sets up what it needs by itself.

PYTHON ?= python3
BIN := .venv/bin
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help play test lint sabotage page lock clean

help: ## Show this list.
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

play: .venv/play ## Try Ladder in the browser: a bot and a Slack on localhost.
	@$(BIN)/ladder play $(ARGS)

# Where a browser is required, so is Node: the tests then use a page built from its source just now.
FRESH_PAGE := $(if $(REQUIRE_BROWSER),$(CURDIR)/build/page)

test: .venv/dev lint $(FRESH_PAGE) ## Check the style, the types and every behaviour.
	@PLAYGROUND_PAGE=$(FRESH_PAGE) $(BIN)/python -m pytest -n 2 $(ARGS)

$(CURDIR)/build/page: bot/playground/page/dist/source.sha256
	@echo "Building the playground's page…"
	@cd bot/playground/page && npm ci --silent --no-audit --no-fund \
		&& npm run --silent build -- --outDir $@

lint: .venv/dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

sabotage: .venv/dev ## Break one line at a time, and see that a test notices each.
	@$(BIN)/python -m tests.sabotage $(ARGS)

page: ## Build the playground's page anew (needs Node).
	@cd bot/playground/page && npm ci --no-audit --no-fund && npm run build

lock: .venv/dev ## Resolve the dependencies anew.
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
		--no-header --no-emit-index-url --extra build --extra play --extra dev pyproject.toml -o requirements-dev.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-header --no-emit-index-url --extra build --extra play -c requirements-dev.txt pyproject.toml -o requirements.txt

clean: ## Remove what was made here.
	@rm -rf .venv build .mypy_cache .ruff_cache .pytest_cache .hypothesis

.venv/play: requirements.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing what Ladder needs (once, about half a minute)…"
	@test -e .venv/dev || $(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation \
		--no-deps -e .
	@touch $@

.venv/dev: requirements-dev.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing what the tests need (once, about a minute)…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--require-hashes -r requirements-dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation \
		--no-deps -e .
	@touch $@ .venv/play
