"""Search: what it finds, what it costs, beside its peers, in one run.

python -m benchmarks.search [COUNT] [--no-peers] [--seed N]
Writes benchmarks/results/search.json.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from archive_tools.search.documents import SearchDoc
from benchmarks.measuring import load, run
from benchmarks.search_browser import first_results
from benchmarks.search_first import COMMON, IN_CHROMIUM, first_searches, in_chromium, sentence
from benchmarks.search_index import documents
from benchmarks.search_names import name_queries
from benchmarks.search_peers import material, pagefind
from benchmarks.search_queries import KINDS, Query, queries
from benchmarks.workplace import ROOT, WORK

RESULTS = ROOT / "benchmarks" / "results" / "search.json"
CLI = ROOT / "archive_tools" / "search" / "client" / "cli.mjs"
_PER_KIND = 150
_LOOKED_AT = 20


def ours(site: Path, asked: Sequence[Query]) -> list[dict[str, Any]]:
    """The answers of the command, one process for all."""
    lines = "\n".join(
        json.dumps({"q": q.text, "limit": 1000 if q.kind == "phrase" else _LOOKED_AT}, ensure_ascii=False)
        for q in asked
    )
    return ask(site, lines)


def ask(site: Path, lines: str) -> list[dict[str, Any]]:
    """Answers to queries given as JSON lines, by a new process."""
    command = ["node", str(CLI), str(site)]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def quality(asked: Sequence[Query], found: Sequence[Sequence[str]], *, sets: bool) -> dict[str, float]:
    """Mean reciprocal rank by kind; for phrases the share of right sets (of a right first answer for peers)."""
    scores: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for query, ids in zip(asked, found, strict=True):
        if query.kind == "phrase" and sets:
            scores[query.kind].append(float(set(ids) == query.right))
        else:
            rank = next((1 / place for place, one in enumerate(ids, 1) if one in query.right), 0.0)
            scores[query.kind].append(rank)
    return {kind: round(statistics.mean(values), 3) for kind, values in scores.items()}


def measure(count: int, seed: int, *, peers: bool) -> dict[str, Any]:
    """Everything for one size."""
    site = WORK / f"search-{count}"
    done = run([sys.executable, "-m", "benchmarks.search_index", str(count), str(site)], cwd=ROOT)
    docs = list(documents(count))
    articles = [(doc.id, doc.headline, "\n".join(text for _, text in doc.blocks)) for doc in docs]
    asked = list(queries(articles, _PER_KIND, seed))
    answers = ours(site, asked)
    ids = [[hit["id"] for hit in answer["hits"]] for answer in answers]
    times = sorted(answer["ms"] for answer in answers[1:])
    found: dict[str, Any] = {
        "articles": count,
        "seed": seed,
        "load": load(),
        "index": json.loads(done.output),
        "titles": _PER_KIND,
        "quality": {"archive": quality(asked, ids, sets=True)},
        "first": first_searches(site, COMMON),
        "first_ms_in_chromium": first_results(site, IN_CHROMIUM),
        "following_ms": {"p50": times[len(times) // 2], "p95": times[int(len(times) * 0.95)]},
        "names_f1": name_queries(seed, ask),
    }
    if peers:
        found.update(beside_peers(docs, asked, ids))
    return found


def beside_peers(docs: Sequence[SearchDoc], asked: Sequence[Query], ids: Sequence[Sequence[str]]) -> dict[str, Any]:
    """The same queries for all three; of a phrase the first answer counts, since peers do not give sets."""
    lines = "\n".join(json.dumps({"q": q.text, "limit": _LOOKED_AT}, ensure_ascii=False) for q in asked)
    costs: dict[str, Any] = {}
    compared = {"archive": quality(asked, ids, sets=False)}
    for name, peer in (("pagefind", pagefind), ("material", material)):
        there, costs[name] = peer(docs, lines)
        compared[name] = quality(asked, there, sets=False)
    return {**costs, "compared": compared}


def table(found: Mapping[str, Any]) -> str:
    """For people."""
    rows = [f"{found['titles']} titles, mean reciprocal rank; phrases: right sets", *_scores(found["quality"])]
    if "compared" in found:
        rows += ["The same queries for all; phrases: first answer", *_scores(found["compared"])]
    rows.append(f"names, F1 against the annotations: {json.dumps(found['names_f1'])}")
    index = found["index"]
    spent = f"{index['seconds']:.1f} s ({index['cpu']:.1f} s of processor), {index['peak_mb']:.0f} MB of memory"
    rows.append(
        f"index: {spent}, {index['files']} files, {index['mb']:.1f} MB, {index['share_of_text']:.0%} of the text"
    )
    files = f"{index['one_more_files']} files (allowed {index['one_more_allowed']})"
    rows.append(
        f"one more article: {index['one_more_seconds']:.2f} s, {files}, largest {index['one_more_largest']} bytes"
    )
    rows += map(sentence, found["first"])
    if found["first_ms_in_chromium"]:
        rows.append(f"first results in Chromium, ms: {in_chromium(found['first_ms_in_chromium'])}")
    rows.append(f"following: p50 {found['following_ms']['p50']} ms, p95 {found['following_ms']['p95']} ms")
    for name in ("pagefind", "material"):
        if name in found:
            rows.append(f"{name}: {json.dumps({key: round(value, 1) for key, value in found[name].items()})}")
    return "\n".join(rows)


def _scores(quality: Mapping[str, Mapping[str, float]]) -> list[str]:
    head = f"{'':14}" + "".join(f"{name:>12}" for name in quality)
    return [head, *(f"{kind:14}" + "".join(f"{scores[kind]:12.3f}" for scores in quality.values()) for kind in KINDS)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-peers", action="store_true")
    given = parser.parse_args()
    found = measure(given.count, given.seed, peers=not given.no_peers)
    known = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else []
    kept = [row for row in known if (row["articles"], row["seed"]) != (given.count, given.seed)]
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps([*kept, found], indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(table(found))


if __name__ == "__main__":
    main()
