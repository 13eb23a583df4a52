# From one source to editions that agree. `make help` lists what can be made.
#
#   SOURCE=path      the source, a Markdown file or a folder of chapters   (source)
#   OUTPUT=path      where the editions go                                 (output)
#   PYTHON=python    the Python that the environment is made with          (python3)
#   BENCH=path       a Markdown file that `make bench` measures too

SOURCE ?= source
OUTPUT ?= output
PYTHON ?= python3
BENCH ?=

VENV := .venv
BIN := $(VENV)/bin
PIPELINE := $(BIN)/python -m pipeline
PYTEST := $(BIN)/python -m pytest -n 2 -rs

# A variable's value as one word of the shell, whatever characters are in it.
quote = '$(subst ','\'',$(value $(1)))'

# Editions have a stamp for each source and output folder. The stamp carries the time at which its
# build began; `changed` gives FORCE where the source, the pipeline or the output folder is newer,
# or where a stamp or a folder is missing. A source that is a single file may use images from
# anywhere: it is always built.
EDITIONS := .make/$(shell printf '%s\n' $(call quote,SOURCE) $(call quote,OUTPUT) "$$SOURCE_DATE_EPOCH" | cksum | cut -d' ' -f1)
changed = $(if $(shell { \
	[ -d $(call quote,SOURCE) ] || echo file; \
	find -L $(call quote,SOURCE) -name '.[!.]*' -prune -o -newer $(1) -print -quit; \
	find pipeline pyproject.toml constraints.txt -name __pycache__ -prune \
		-o -type f -newer $(1) -print -quit; \
	find $(call quote,OUTPUT) -maxdepth 0 -newer $(1).written; } 2>&1),FORCE)

.PHONY: all pdf docx epub html verify test test-long check accept bench distribute clean help FORCE

all: $(EDITIONS).all ## write every edition of SOURCE into OUTPUT, and verify them
pdf: $(EDITIONS).pdf ## write the PDF edition
docx: $(EDITIONS).docx ## write the DOCX edition
epub: $(EDITIONS).epub ## write the EPUB edition
html: $(EDITIONS).html ## write the HTML edition, a page that holds everything

.SECONDEXPANSION:
$(EDITIONS).%: $(VENV)/ready $$(call changed,$$@)
	@mkdir -p $(@D) && touch $@.begun
	@$(PIPELINE) build $(call quote,SOURCE) --output $(call quote,OUTPUT) $(if $(filter-out all,$*),--to $*)
	@touch $@.written && mv $@.begun $@

verify: $(VENV)/ready ## compare the editions in OUTPUT with SOURCE and with each other
	@$(PIPELINE) verify $(call quote,SOURCE) --output $(call quote,OUTPUT)

test: $(VENV)/ready-test ## run the tests (under ten minutes)
	@.ci/install-validators
	@$(PYTEST) -m "not long"

test-long: $(VENV)/ready-test ## run the tests that take longer
	@.ci/install-validators --ace
	@$(PYTEST) -m long

check: $(VENV)/ready-check ## check style, types and imports
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

accept: $(VENV)/ready-test ## renew what the tests expect; read the difference before you commit
	@$(BIN)/python -m pytest --accept tests/test_cases.py tests/test_golden.py tests/test_architecture.py

bench: $(VENV)/ready .make/bench/ready ## measure against other tools; writes benchmarks/RESULTS.md
	@$(BIN)/python benchmarks/bench.py --peers .make/bench $(if $(BENCH),$(call quote,BENCH))

distribute: $(EDITIONS).all ## make a release of verified editions, in dist/
	@$(PIPELINE) distribute $(call quote,SOURCE) --output $(call quote,OUTPUT)

clean: ## remove the editions in output/, and dist/; the environment stays
	@rm -rf dist .make/*.all .make/*.pdf .make/*.docx .make/*.epub .make/*.html .make/*.written .make/*.begun
	@find output -mindepth 1 -maxdepth 1 ! -name .gitkeep -exec rm -rf {} +

help: ## list the targets
	@sed -n 's/^\([a-z][a-z-]*\):.* ## /make \1\t/p' Makefile | expand -t 18

$(VENV)/ready: pyproject.toml constraints.txt .ci/set_up.py
	@$(PYTHON) .ci/set_up.py $(VENV) --editable .
	@touch $@

$(VENV)/ready-%: $(VENV)/ready
	@$(PYTHON) .ci/set_up.py $(VENV) --editable ".[$*]"
	@touch $@

.make/bench/ready: benchmarks/requirements.txt
	@$(PYTHON) .ci/set_up.py $(@D) --requirement benchmarks/requirements.txt
	@touch $@

FORCE:
