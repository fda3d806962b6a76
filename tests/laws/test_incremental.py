"""A build after any history of changes, kills included, equals a clean build of the same inputs, byte for byte."""

from __future__ import annotations

import json
import os
import random
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from archive_tools.config.settings import load_settings
from archive_tools.pipeline import Options, Report, build
from archive_tools.pipeline.report import Silence
from archive_tools.render.paths import OWNED_FOLDERS
from tests.archives import make_archive, output
from tests.faults.killing import build_and_die
from tests.small_authority import AUTHORITY, CONFIGURED, actors

SEEDS = ("a.txt", "b.txt", "كتاب.txt", "folder/c.txt", "folder/d.txt", "e.jsonl", "folder/f.jsonl")
WORDS = (
    "روسيا",
    "تركيا",
    "إيران",
    "حلب",
    "إدلب",
    "دمشق",
    "هدنة",
    "قصف",
    "محادثات أستانا",
    "الأمم المتحدة",
    "قال بوتين",
    "أعلنت الوزارة في بيان طويل بما يكفي أن القافلة وصلت إلى المدينة صباح اليوم بعد تأخير دام ثلاثة أيام كاملة",
)
DAYS = (
    *("2015-08-06", "2018-04-07", "2018-04-08", "2018-05", "2024-11-28", "1439-07-21", "", "أمس"),
    *("2018-04-10", "2018-04-11", "2018-05-08"),  # at the edge of the days by which articles are related, and beyond
)
OUTLETS = ("BBC", "الجزيرة نت", "صحيفة لا يعرفها أحد", "صَحيفة لا يعرفها أحد", "")
IDS = tuple(f"n{number}" for number in range(14))
ALIASES = ("الهدنة", "المحادثات", "وساطة")

seeds = st.sampled_from(SEEDS)
text = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(lambda words: " ".join(words) + ".")


def article(draw_id: str, headline: str, day: str, outlet: str, body: str, original: str) -> dict[str, str]:
    record = {"id": draw_id, "title": headline, "date": day, "source": outlet, "text": body, "translation": original}
    return {key: value for key, value in record.items() if value}


articles = st.lists(
    st.builds(
        article,
        st.sampled_from(IDS),
        text,
        st.sampled_from(DAYS),
        st.sampled_from(OUTLETS),
        text,
        st.just(""),
    ),
    min_size=1,
    max_size=14,
)
sidecars = st.fixed_dictionaries(
    {},
    optional={
        "title": text,
        "published": st.sampled_from(["2018-04-08", "2018-04", "2019~"]),
        "tags": st.lists(st.sampled_from(["وسم", "Élan", "élan", "هدنة"]), max_size=2),
        "actors": st.lists(st.sampled_from(["russia", "turkey"]), unique=True, max_size=2),
        "translation_of": st.sampled_from([{"id": "n1"}, {"id": "n2"}, {"id": "nowhere", "outlet": "صحيفة"}]),
        "exclude": st.booleans(),
        "id": st.sampled_from(IDS),
    },
)


class History(RuleBasedStateMachine):
    """An archive that people work on, and builds that come, fail to end, and come again."""

    def __init__(self) -> None:
        super().__init__()
        self.top = Path(tempfile.mkdtemp(prefix="history-"))
        self.root = self.top / "archive"
        self.built = False

    def teardown(self) -> None:
        shutil.rmtree(self.top, ignore_errors=True)

    @initialize(body=text)
    def found(self, body: str) -> None:
        self.config = make_archive(self.root, {"a.txt": body, **AUTHORITY}, CONFIGURED)

    # ------------------------------------------------------------ what people do

    def _path(self, seed: str) -> Path:
        path = self.root / "seeds" / seed
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    @rule(seed=seeds, body=text, records=articles)
    def add_or_edit(self, seed: str, body: str, records: list[dict[str, str]]) -> None:
        """A text, or many articles in one file; ids collide now and then."""
        content = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records) if "jsonl" in seed else body
        self._path(seed).write_text(content, encoding="utf-8")

    @rule(seed=seeds)
    def remove(self, seed: str) -> None:
        self._path(seed).unlink(missing_ok=True)

    @rule(seed=seeds, other=seeds)
    def rename(self, seed: str, other: str) -> None:
        if self._path(seed).exists() and Path(seed).suffix == Path(other).suffix:
            self._path(seed).replace(self._path(other))

    @rule(seed=seeds, other=seeds)
    def copy(self, seed: str, other: str) -> None:
        """The same bytes twice: a duplicate, where both have the same id."""
        if self._path(seed).exists() and seed != other and Path(seed).suffix == Path(other).suffix:
            shutil.copy2(self._path(seed), self._path(other))

    @rule(seed=seeds, stated=sidecars)
    def state(self, seed: str, stated: dict[str, object]) -> None:
        if seed.endswith("jsonl"):
            stated.pop("id", None)
        self._path(f"{seed}.yml").write_text(json.dumps(stated, ensure_ascii=False), encoding="utf-8")

    @rule(seed=seeds)
    def take_back(self, seed: str) -> None:
        self._path(f"{seed}.yml").unlink(missing_ok=True)

    @rule(
        folder=st.sampled_from(["", "folder/"]),
        outlet=st.sampled_from(["bbc", None]),
        lang=st.sampled_from(["ar", "en", None]),
    )
    def defaults(self, folder: str, outlet: str | None, lang: str | None) -> None:
        stated = {key: value for key, value in (("outlet", outlet), ("lang", lang)) if value}
        path = self._path(f"{folder}_defaults.yml")
        if stated:
            path.write_text(json.dumps(stated), encoding="utf-8")
        else:
            path.unlink(missing_ok=True)

    @rule(alias=st.sampled_from(ALIASES), name=st.sampled_from(["وسيط", "جهة"]), there=st.booleans())
    def authority(self, alias: str, name: str, there: bool) -> None:
        more = [("mediator", "organisation", name, [alias])] if there else []
        self._path("authority/actors.yml").write_text(actors(*more), encoding="utf-8")

    @rule(name=st.sampled_from(["about.md", "help.md", "_home.md"]), body=text, there=st.booleans())
    def write_docs(self, name: str, body: str, there: bool) -> None:
        path = self.root / "docs" / name
        if there:
            path.write_text(f"# {body}\n\n[قائمة](actors/index.md) [مساعدة](help.md)\n", encoding="utf-8")
        else:
            path.unlink(missing_ok=True)

    @rule(
        size=st.sampled_from([10, 11, 12]),
        digits=st.sampled_from(["latn", "arab"]),
        name=st.sampled_from(["أ", "ب"]),
        address=st.sampled_from(["", "site_url: https://archive.example/below/\n"]),
    )
    def configure(self, size: int, digits: str, name: str, address: str) -> None:
        text = CONFIGURED.partition("\n")[2].replace("list_size: 10", f"list_size: {size}\n    digits: {digits}")
        self.config.write_text(address + text.replace("أرشيف للفحص", name), encoding="utf-8")

    # ------------------------------------------------------------ what befalls them

    @precondition(lambda self: self.built)
    @rule(victim=st.randoms(use_true_random=False))
    def damage(self, victim: random.Random) -> None:
        """Somebody deletes or overwrites files that a build wrote."""
        files = sorted(path for path in (self.root / "site").rglob("*") if path.is_file())
        for path in victim.sample(files, min(2, len(files))):
            if path.name.startswith("."):
                continue
            path.unlink() if victim.random() < 0.5 else path.write_bytes(b"damaged")

    @precondition(lambda self: self.built)
    @rule()
    def lose_the_catalog(self) -> None:
        shutil.rmtree(self.root / ".archive", ignore_errors=True)

    @precondition(lambda self: self.built)
    @rule(what=st.sampled_from([".archive", "site"]))
    def keep_a_copy(self, what: str) -> None:
        """As a cache of continuous integration does, times of files included."""
        if (self.root / what).exists():
            shutil.rmtree(self.top / what, ignore_errors=True)
            shutil.copytree(self.root / what, self.top / what)

    @rule(what=st.sampled_from([".archive", "site"]))
    def put_the_copy_back(self, what: str) -> None:
        """Catalog and site may now be of different days, in either order."""
        if (self.top / what).exists():
            shutil.rmtree(self.root / what, ignore_errors=True)
            shutil.copytree(self.top / what, self.root / what)

    @precondition(lambda self: self.built)
    @rule()
    def elsewhere(self) -> None:
        """A build into another folder comes between."""
        _build(self.config, self.top / "elsewhere")

    @rule(moment=st.integers(min_value=1, max_value=1200))
    def kill(self, moment: int) -> None:
        """A build is killed just before its n-th write, rename, deletion or statement."""
        build_and_die(self.config, moment)

    @rule()
    def build(self) -> None:
        """A build that nobody looks at."""
        _build(self.config)
        self.built = True

    # ------------------------------------------------------------ the law

    @rule()
    def equals_a_clean_build(self) -> None:
        self.compare()

    @rule(moment=st.integers(min_value=1, max_value=1200))
    def equals_a_clean_build_after_a_kill(self, moment: int) -> None:
        build_and_die(self.config, moment)
        self.compare()

    def compare(self) -> None:
        clean = self.top / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        shutil.copytree(self.root, clean, ignore=_written_by_builds(self.root))
        _build(clean / "mkdocs.yml")
        _build(self.config)
        self.built = True
        assert output(self.root) == output(clean)
        report = _build(self.config)
        assert (report.prepared, report.looked_at, report.written, report.deleted) == (0, 0, 0, 0)


def _build(config: Path, out: Path | None = None) -> Report:
    return build(load_settings(config, out), Options(executor="serial"), Silence())


def _written_by_builds(root: Path) -> Callable[[str, list[str]], set[str]]:
    generated = {root / ".archive", root / "site", root / "docs" / "index.md"}
    generated |= {root / "docs" / folder for folder in OWNED_FOLDERS}
    return lambda folder, names: {name for name in names if Path(folder, name) in generated}


FAST = settings(
    max_examples=5,
    stateful_step_count=12,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # to shrink a history costs minutes: ask for it when needed
)


class TestAnyHistory(History.TestCase):  # type: ignore[misc, valid-type]
    settings = FAST


@pytest.mark.slow
class TestManyHistories(History.TestCase):  # type: ignore[misc, valid-type]
    settings = settings(
        FAST,
        max_examples=int(os.environ.get("ARCHIVE_HISTORIES", "12")),
        stateful_step_count=25,
        derandomize="ARCHIVE_HISTORIES" not in os.environ,
    )
