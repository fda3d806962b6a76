"""Accuracy against annotated articles, with floors: the build fails when quality drops.

The articles are not ours to publish, so they stand beside the project (../shared/gold) and the test skips without them.
"""

from __future__ import annotations

import importlib.util
import json
import re
from collections import Counter
from contextlib import redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType, SimpleNamespace

import pytest
import yaml

from archive_tools.annotate import annotate_text
from archive_tools.render.look import Look
from archive_tools.render.markup import isolated
from archive_tools.render.reasons import reason
from tests.annotate.knowledge import builtin_knowledge

ROOT = Path(__file__).parents[2]
GOLD = ROOT.parent / "shared" / "gold"

pytestmark = pytest.mark.skipif(not GOLD.is_dir(), reason="the annotated articles (../shared/gold) are not here")

FLOORS = {
    "mentions": {"P": 0.985, "R": 0.965, "covered": 0.88},
    "articles": {"P": 0.98, "R": 0.968},
    "dates": {"F1": 0.965},
    "quotes": {"F1": 0.98},
}
SPEAKERS = 0.88
LOOK = Look(site_title="أرشيف")


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_score", GOLD / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def predictions() -> str:
    articles = json.loads((GOLD / "articles.json").read_text("utf-8"))
    lines = []
    for article in articles:
        found = annotate_text(article["text"], published=article["published"], lang="ar", knowledge=builtin_knowledge())
        lines.append(json.dumps({"id": article["id"], **found}, ensure_ascii=False))
    return "\n".join(lines)


@cache
def report() -> str:
    score = scorer()
    # The same safe YAML, read by the C library: the scorer's own way takes nine seconds.
    score.yaml = SimpleNamespace(safe_load=lambda text: yaml.load(text, Loader=yaml.CSafeLoader))  # type: ignore[attr-defined]
    output = StringIO()
    with TemporaryDirectory() as folder, redirect_stdout(output):
        file = Path(folder) / "predictions.jsonl"
        file.write_text(predictions(), "utf-8")
        score.main(GOLD, file, ROOT / "archive_tools" / "authority")
    return output.getvalue()


@pytest.mark.parametrize("line", FLOORS)
def test_the_scores_stay_above_their_floors(line: str) -> None:
    (found,) = re.findall(rf"^{line} .*$", report(), re.MULTILINE)
    scores = {name: float(value) for name, value in re.findall(r"(P|R|F1|covered) (\d\.\d+)", found)}
    below = {name: scores[name] for name, floor in FLOORS[line].items() if scores[name] < floor}
    assert below == {}, report()


def test_enough_speakers_are_the_right_ones() -> None:
    right, judged = map(int, re.findall(r"speaker (\d+)/(\d+)", report())[0])
    assert right / judged >= SPEAKERS, report()


def test_every_reason_of_an_annotation_can_be_said_in_the_readers_language() -> None:
    reasons = Counter(
        found[key]
        for line in predictions().splitlines()
        for part in ("mentions", "dates")
        for found in json.loads(line)[part]
        for key in ("rule", "basis", "conflict")
        if key in found
    )
    assert len(reasons) > 100
    assert [one for one in reasons if reason(one, LOOK) == isolated(one)] == []
