"""The results as a Markdown table, with notes that say what each program does and does not do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]
STAGES = ("read", "plan", "pages", "search", "site", "clean up")

NOTES = """\
- All figures come from one machine, one measurement after the other. *Load* is the number of processes that wanted a
  core when the measuring began; where it is above the number of cores, compare processor time (CPU), not wall time.
- What takes less than a minute is measured three times, and the median in wall time counts. Files are read from a warm
  cache by all alike. Memory is the largest sum over all processes; pages that they share count twice.
- **Article pages** is our second pass alone: from a catalog that is complete to the Markdown *and* the HTML of every
  article page, written, each with the whole shell of the theme (menu, languages, panels, citation), and the digest of
  every file recorded. The start of Python and of its workers is in it.
- **Writing the same files** is a program of a few lines that has the bytes of both files of every article page in
  memory and writes them through the same writer, with as many processes: what the file system takes by itself.
- **Hugo** makes HTML of the same Markdown files, which our first line also writes. Its theme here has three templates
  of a few lines: no menu, no panels, no search. It uses all cores. It has no step that leaves unchanged pages alone.
- **MkDocs + Material** and **Zensical** make HTML of the same Markdown with their stock theme, no plugins, no search,
  articles outside the menu, link validation off, which is the fastest that they can be asked for. Zensical starts
  without its cache. Their page has a shell comparable to ours. Neither writes only what changed.
- **Pagefind** reads the finished HTML of the article pages and writes a search index; it renders nothing. Our *search*
  stage reads the catalog and writes an index for the same articles that it can later change article by article.
- **The whole pipeline** (cold) does what none of the others does: reads the sources, cleans, finds names, dates, quotes
  and topics, links the articles to each other, and makes the pages of actors, places, dates, outlets and tags as well.
- **One article more** is the whole command `archive build` after one new seed, everything included, against a full
  build of the article pages by the other program: neither Hugo nor MkDocs can leave out what has not changed.
"""


def _line(*cells: object) -> str:
    return f"| {' | '.join(str(cell) for cell in cells)} |"


def _head(*cells: str) -> Iterator[str]:
    yield _line(*cells)
    yield _line(*("---" if i == 0 else "---:" for i in range(len(cells))))


def _cost(row: Row) -> tuple[str, str, str]:
    return f"{row['wall']:.1f}", f"{row['cpu']:.1f}", f"{row['peak_mb']:,}"


def ratio(big: Row, small: Row) -> str:
    """How many times as much the first takes, in wall time and in processor time."""
    return f"{big['wall'] / small['wall']:.1f}x wall, {big['cpu'] / small['cpu']:.1f}x CPU"


def _peers(size: Row) -> Iterator[str]:
    ours = size["article pages"]
    yield from _head("article pages from the same Markdown", "wall s", "CPU s", "peak MB", "pages", "pages/s", "ratio")
    yield _line("archive-tools", *_cost(ours), ours["pages"], ours["pages_per_second"], "1")
    if bare := size.get("writing alone"):
        wall, cpu = (f"{bare[key]:.1f}" for key in ("wall", "cpu"))
        yield _line("- of which writing the same files takes", wall, cpu, "", "", "", ratio(bare, ours))
    for name, row in size["peers"].items():
        if "wall" not in row:
            yield _line(name, "absent" if "absent" in row else "failed", "", "", "", "", "")
            continue
        title = f"{name} {row['version']} (load {row['load']})"
        per_second = round(row["pages"] / row["wall"])
        if name == "Pagefind":
            continue
        yield _line(title, *_cost(row), row["pages"], per_second, ratio(row, ours))


def _search(size: Row) -> Iterator[str]:
    ours = size["cold"]["stages"]["search"]
    yield from _head("search index", "wall s", "CPU s", "peak MB", "ratio")
    yield _line("archive-tools, stage search", *_cost(ours), "1")
    row = size["peers"].get("Pagefind", {})
    if "wall" in row:
        yield _line(f"Pagefind {row['version']}", *_cost(row), ratio(row, ours))


def _increments(size: Row) -> Iterator[str]:
    one = size["one more"]
    yield from _head("one article more", "wall s", "CPU s", "peak MB", "ratio")
    yield _line("archive-tools, whole build", *_cost(one), "1")
    yield _line("archive-tools, nothing new", *_cost(size["unchanged"]), ratio(size["unchanged"], one))
    for name, row in size["peers"].items():
        if "wall" in row and name != "Pagefind":
            yield _line(f"{name}, full build of the article pages", *_cost(row), ratio(row, one))


def _stages(sizes: Sequence[Row]) -> Iterator[str]:
    yield from _head("whole pipeline, cold", "articles", "pages", "wall s", "CPU s", "peak MB", "load")
    for size in sizes:
        cold = size["cold"]
        yield _line("everything", cold["articles"], cold["pages"], *_cost(cold), size["load"])
        for name in STAGES:
            if name in cold["stages"]:
                yield _line(f"- {name}", "", "", *_cost(cold["stages"][name]), "")


def table(machine: str, sizes: Sequence[Row]) -> str:
    """The whole page."""
    lines = [f"Measured on {machine}.", "", *_stages(sizes), ""]
    for size in sizes:
        if "peers" in size:
            lines += [f"**{size['cold']['articles']:,} articles**", ""]
            for part in (_peers, _increments, _search):
                lines += [*part(size), ""]
    return "\n".join([*lines, NOTES])
