"""The sitemap of an archive that knows its address."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

from archive_tools.pipeline import sitemap
from tests.archives import make_archive, put, run
from tests.small_authority import AUTHORITY, CONFIGURED

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
BASE = "https://archive.example/"


def line(number: int, day: str) -> str:
    record = {"id": f"n{number}", "title": "عنوان", "date": day, "text": "قصف على حلب من روسيا."}
    return json.dumps(record, ensure_ascii=False) + "\n"


def days_by_address(site: Path) -> dict[str, str | None]:
    """Every address of every part that the index names, with its lastmod."""
    found: dict[str, str | None] = {}
    for part in ET.parse(site / "sitemap.xml").iter(f"{SPACE}loc"):
        assert part.text is not None
        for url in ET.parse(site / part.text.removeprefix(BASE)).iter(f"{SPACE}url"):
            address = url.findtext(f"{SPACE}loc")
            assert address is not None
            assert address not in found
            found[address] = url.findtext(f"{SPACE}lastmod")
    return found


def site_with(tmp_path: Path, seeds: dict[str, str], config: str = CONFIGURED) -> Path:
    run(make_archive(tmp_path, {**AUTHORITY, **seeds}, config))
    return tmp_path / "site"


def test_it_names_every_page_of_the_site_once(tmp_path: Path) -> None:
    site = site_with(tmp_path, {"a.jsonl": "".join(line(n, f"20{10 + n}-03-04") for n in range(14)), "b.txt": "قصف."})
    pages = {path.parent.relative_to(site).as_posix() for path in site.rglob("index.html")}
    assert set(days_by_address(site)) == {BASE + ("" if page == "." else f"{page}/") for page in pages}


def test_lastmod_is_the_day_of_the_article_and_of_the_newest_in_a_list(tmp_path: Path) -> None:
    site = site_with(
        tmp_path, {"a.jsonl": line(1, "2018-04-07") + line(2, "2018-05") + line(3, "2019"), "b.txt": "قصف."}
    )
    found = days_by_address(site)
    assert found[f"{BASE}articles/n1/"] == "2018-04-07"
    assert found[f"{BASE}articles/n2/"] == "2018-05"
    assert found[f"{BASE}articles/n3/"] == "2019"
    assert found[f"{BASE}articles/b/"] is None
    assert found[f"{BASE}places/aleppo/"] == "2019"
    assert found[f"{BASE}dates/2018/04/"] == "2018-04-07"
    assert found[f"{BASE}about/"] is None


def test_a_new_article_changes_the_parts_that_it_is_in_and_the_index_stays(tmp_path: Path) -> None:
    site = site_with(tmp_path, {"a.jsonl": line(1, "2017-04-07") + line(2, "2018-04-07")})
    before = {path.name: path.stat().st_mtime_ns for path in site.glob("sitemap*.xml")}
    put(tmp_path, {"c.jsonl": line(3, "2018-04-09")})
    run(tmp_path / "mkdocs.yml")
    after = {path.name: path.stat().st_mtime_ns for path in site.glob("sitemap*.xml")}
    changed = {name for name in after if before.get(name) != after[name]}
    assert changed == {
        "sitemap-articles-2018-04.xml",
        "sitemap-dates-2018.xml",
        "sitemap-dates-2018-04.xml",
        "sitemap-actors.xml",
        "sitemap-places.xml",
        "sitemap-pages.xml",  # a day of the year on which nothing was published before
    }


def test_a_withdrawn_article_leaves_the_sitemap(tmp_path: Path) -> None:
    site = site_with(tmp_path, {"a.jsonl": line(1, "2017-04-07"), "b.jsonl": line(2, "2018-04-07")})
    (tmp_path / "seeds" / "b.jsonl").unlink()
    run(tmp_path / "mkdocs.yml")
    assert not (site / "sitemap-articles-2018-04.xml").exists()
    assert f"{BASE}articles/n2/" not in days_by_address(site)


def test_what_search_engines_are_asked_to_leave_out_is_not_listed(tmp_path: Path) -> None:
    site = site_with(tmp_path, {"a.txt": "قصف.", "a.txt.yml": "robots: noindex\n", "b.txt": "قصف على حلب."})
    assert f"{BASE}articles/a/" not in days_by_address(site)
    assert f"{BASE}articles/b/" in days_by_address(site)


def test_robots_txt_names_the_sitemap_only_and_gives_way_to_one_that_people_write(tmp_path: Path) -> None:
    site = site_with(tmp_path, {"a.txt": "قصف."})
    assert (site / "robots.txt").read_text() == f"Sitemap: {BASE}sitemap.xml\n"
    (tmp_path / "docs" / "robots.txt").write_text("User-agent: *\nDisallow: /x/\n")
    run(tmp_path / "mkdocs.yml")
    assert (site / "robots.txt").read_text() == "User-agent: *\nDisallow: /x/\n"
    (tmp_path / "docs" / "robots.txt").unlink()
    run(tmp_path / "mkdocs.yml")
    assert (site / "robots.txt").read_text() == f"Sitemap: {BASE}sitemap.xml\n"


def test_an_archive_without_address_has_none_and_loses_it_with_the_address(tmp_path: Path) -> None:
    site = site_with(tmp_path, {"a.txt": "قصف."})
    (tmp_path / "mkdocs.yml").write_text(CONFIGURED.partition("\n")[2], encoding="utf-8")
    run(tmp_path / "mkdocs.yml")
    assert not [path.name for path in site.iterdir() if path.name.startswith(("sitemap", "robots"))]


def test_no_part_is_longer_than_the_limit_and_none_is_lost() -> None:
    lines = [(f"articles/n{number}.md", "") for number in range(3 * sitemap.LIMIT)]
    parts = dict(sitemap._bounded("articles-undated", lines))
    assert max(len(part) for part in parts.values()) <= sitemap.LIMIT
    assert sorted(line for part in parts.values() for line in part) == sorted(lines)
    assert {sitemap._part(name) for name in parts} == {"articles-undated"}
