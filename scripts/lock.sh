#!/bin/sh
# Writes requirements.lock (what the program needs) and requirements-dev.lock (what its tests need besides)
# from the ranges in pyproject.toml, for all supported Python versions, with hashes.
set -eu
cd "$(dirname "$0")/.."
uv=".venv/bin/uv"
[ -x "$uv" ] || .venv/bin/pip install --quiet uv
options="--universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet --no-emit-index-url"
printf 'hatchling>=1.25\neditables>=0.5\n' > .lock-build.in
# shellcheck disable=SC2086
"$uv" pip compile $options pyproject.toml .lock-build.in -o requirements.lock
# shellcheck disable=SC2086
"$uv" pip compile $options --group dev pyproject.toml .lock-build.in -c requirements.lock -o requirements-dev.lock
rm .lock-build.in
