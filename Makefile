# The front door. `make demo` and `make test` need only Python 3.11 or later, git, make and the package registries.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin

.PHONY: demo test check fix bench docs eval browser help

help: ## show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 10

demo: ## everything, then http://127.0.0.1:8000 (PORT=…, PLAN=file to load a document of your own)
	@$(PYTHON) tools/prepare.py demo
	@exec $(BIN)/tinhxanh demo --port $(PORT) $(if $(PLAN),--plan "$(PLAN)")

test: ## all tests (browser tests where a Chromium is found)
	@$(PYTHON) tools/prepare.py test
	@$(BIN)/python -m pytest -n auto --dist loadfile $(ARGS)

check: ## what CI asks of the code apart from tests
	@$(PYTHON) tools/prepare.py test
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

fix: ## format and mend what can be mended by itself
	@$(PYTHON) tools/prepare.py test
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

eval: ## score readings against gold: make eval GOLD=dir
	@$(PYTHON) tools/prepare.py test
	@$(BIN)/tinhxanh evaluate $(or $(GOLD),tests/data/plans)

bench: ## the figures of docs/explanation/performance.md: make bench [ONLY=reading]
	@$(PYTHON) tools/prepare.py test
	@for file in benchmarks/$(or $(ONLY),*).py; do echo "== $$file"; $(BIN)/python $$file || exit 1; done

docs: ## screenshots of the running demo into docs/tutorials/images
	@$(PYTHON) tools/prepare.py test
	@$(BIN)/python docs/screenshots.py
	@$(BIN)/python docs/screenshots_year.py
