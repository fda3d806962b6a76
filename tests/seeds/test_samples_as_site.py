"""The samples as an archive: every kind of page has something to show, and one key takes them all out."""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from archive_tools.pipeline import Report
from tests.archives import WITH_BUILTIN as SMALL_LISTS
from tests.archives import make_archive, run

pytestmark = pytest.mark.slow

WITH_BUILTIN = SMALL_LISTS.replace("list_size: 10", "list_size: 200")
SEEDS = Path(__file__).parents[2] / "seeds"
CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("samples.yml").read_text(encoding="utf-8"))


def _archive(root: Path, config: str) -> Path:
    path = make_archive(root, {}, config)
    shutil.copytree(SEEDS, root / "seeds", dirs_exist_ok=True)
    return path


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("samples")
    report = run(_archive(root, WITH_BUILTIN))
    assert list(report.rejected) == []
    return root


def _page(site: Path, path: str) -> str:
    return (site / "docs" / path).read_text(encoding="utf-8")


PAGES = {
    "index.md": "فصائل المعارضة تدخل دمشق",
    "dates/index.md": "2024",
    "dates/2024.md": "12",
    "dates/2024/11.md": "هيئة تحرير الشام",
    "dates/2020/03/06.md": "Moscow protocol",
    "dates/undated.md": "نقاط المراقبة التركية",
    "actors/index.md": "هيئة تحرير الشام",
    "actors/hayat-tahrir-al-sham.md": "أعلنت",
    "places/index.md": "إدلب",
    "places/idlib.md": "İdlib'de",
    "outlets/index.md": "مكتب عيّنات الأرشيف",
    "outlets/archive-sample-desk.md": "Archive sample desk",
}
"""Pages, and something that each must show."""


@pytest.mark.parametrize("path", PAGES)
def test_every_kind_of_page_has_something_to_show(path: str, site: Path) -> None:
    front, body = _page(site, path).split("\n---\n", 1)
    assert 'type: "' in front
    assert PAGES[path] in html.unescape(body)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_each_sample_has_a_page_that_says_that_it_is_one(case: dict[str, Any], site: Path) -> None:
    page = _page(site, f"articles/{case['id']}.md")
    assert 'data-l="sample"' in page
    assert f'lang: "{case["lang"]}"' in page
    assert (site / "site/articles" / case["id"] / "index.html").exists()


def _other_language(site: Path, article: str) -> str:
    panel = _page(site, f"articles/{article}.md").split('<section class="panel translation"')[1]
    return " ".join(re.findall(r'href="([^"]+)"', panel.split("</section>")[0]))


def test_a_translation_and_its_original_link_to_each_other(site: Path) -> None:
    for case in CASES:
        if "translates" in case:
            assert case["translates"] in _other_language(site, case["id"])
            assert case["id"] in _other_language(site, case["translates"])


def test_one_actor_is_followed_through_the_years_and_through_three_languages(site: Path) -> None:
    page = _page(site, "actors/recep-tayyip-erdogan.md") + "".join(
        path.read_text(encoding="utf-8") for path in (site / "docs/actors/recep-tayyip-erdogan").rglob("*.md")
    )
    assert {lang for lang in ("ar", "en", "tr") if f'<bdi lang="{lang}"' in page} == {"ar", "en", "tr"}
    assert {year for year in ("2017", "2018", "2020", "2024") if year in page} == {"2017", "2018", "2020", "2024"}


def test_one_key_takes_the_samples_out(tmp_path: Path) -> None:
    report: Report = run(_archive(tmp_path, WITH_BUILTIN + "    samples: false\n"))
    assert report.articles == 1
    assert [path.name for path in (tmp_path / "docs/articles").glob("*.md")] == ["000-0475ca5851ee1a39.md"]
