# What developers run; each is one command that works without make too: python3 run.py NAME
.PHONY: help run setup test lint bench big eval shots bundle fuzz torture soak teacher model lock

help:    ## list the commands
	@grep -E '^[a-z]+: +##' Makefile | sed -E 's/: +## /\t/' | expand -t 10
run:     ## open the window
	python3 run.py
setup:   ## prepare the virtual environment
	python3 run.py setup
test:    ## all tests, offscreen (ARGS="-k offsets")
	python3 run.py test $(ARGS)
lint:    ## ruff, mypy, import contracts, layout
	python3 run.py lint
bench:   ## speed against bare Qt and SQLite: a table and build/bench.json
	python3 run.py bench $(ARGS)
big:     ## a library of a million articles to measure on (ARGS="FILE")
	python3 run.py big $(ARGS)
eval:    ## scores on our gold set and GermEval; fails if one falls (ARGS=--accept: the new baseline)
	python3 run.py eval $(ARGS)
shots:   ## pictures of every window and dialog into build/shots
	python3 run.py shots $(ARGS)
bundle:  ## the program as one folder, dist/leuchtstift, and its smoke test
	python3 run.py bundle
fuzz:    ## made-up files thrown at every reader (ARGS="--minutes 10")
	python3 run.py fuzz $(ARGS)
torture: ## the library killed and starved again and again
	python3 run.py torture $(ARGS)
soak:    ## a day of work in the window, fifty times as fast: memory, WAL, backups
	python3 run.py soak $(ARGS)
teacher: ## let a transformer make the lessons that the pipeline learns from: hours (ARGS="--help")
	.venv/bin/python -m pip install --quiet --group model
	OPENBLAS_NUM_THREADS=1 .venv/bin/python -m core.learn.teach $(ARGS)
model:   ## train the embedded pipeline anew, from ../shared/data and the lessons (ARGS="--help")
	.venv/bin/python -m pip install --quiet --group model
	OPENBLAS_NUM_THREADS=1 .venv/bin/python -m core.learn.train_embedded $(ARGS)
lock:    ## renew the hashed locks (needs uv)
	uv pip compile -q --upgrade --universal --generate-hashes --no-annotate --no-header --only-binary :all: pyproject.toml -o requirements.lock
	uv pip compile -q --upgrade --universal --generate-hashes --no-annotate --no-header --only-binary :all: --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock
