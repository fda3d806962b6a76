"""Articles a second of `annotate`, and its memory, over a corpus of real articles.

usage: python -m benchmarks.annotate [CORPUS.jsonl.gz] [WORKERS]
The corpus (id, text, date; one JSON object a line) defaults to ../shared/corpus/articles-10k.jsonl.gz.
Prints one line for one process and one for WORKERS (default 2). The figure by processor time holds on a busy
machine too.
"""

from __future__ import annotations

import gzip
import json
import resource
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from archive_tools.annotate import Knowledge, annotate_text, compile_knowledge
from archive_tools.config.authority import load_authority

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "articles-10k.jsonl.gz"
BATCH = 200
Row = tuple[str, str | None]

_knowledge: list[Knowledge] = []
"""One a worker, made by its initialiser."""


def rows(corpus: Path) -> list[Row]:
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    return [(article["text"], (article["date"] or "")[:10] or None) for article in articles]


def start() -> None:
    _knowledge.append(compile_knowledge(load_authority(True, None)))


def work(batch: list[Row]) -> tuple[int, int, float]:
    """(mentions, peak memory of this process in kB, seconds of processor time)."""
    count = 0
    began = time.process_time()
    for text, published in batch:
        count += len(annotate_text(text, published=published, lang="ar", knowledge=_knowledge[0])["mentions"])
    return count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time() - began


def batches(articles: list[Row]) -> Iterator[list[Row]]:
    return (articles[at : at + BATCH] for at in range(0, len(articles), BATCH))


def measure(articles: list[Row], workers: int) -> None:
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=start) as pool:
        list(pool.map(work, [[]] * workers * 4))
        began = time.perf_counter()
        results = list(pool.map(work, batches(articles)))
        seconds = time.perf_counter() - began
    peaks = [peak for _, peak, _ in results]
    processor = sum(used for _, _, used in results)
    print(
        f"{workers} process{'es' if workers > 1 else ''}: {len(articles) / seconds:,.0f} articles/s "
        f"({len(articles) / processor:,.0f} a second of processor time), "
        f"{sum(count for count, _, _ in results):,} mentions, "
        f"memory {peaks[len(peaks) // 10] // 1024} MB early, {max(peaks) // 1024} MB at most"
    )


def main(arguments: list[str]) -> None:
    articles = rows(Path(arguments[0]) if arguments else CORPUS)
    for workers in (1, int(arguments[1]) if len(arguments) > 1 else 2):
        measure(articles, workers)


if __name__ == "__main__":
    main(sys.argv[1:])
