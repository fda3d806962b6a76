"""Small archives for tests: written to a folder, built, compared."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from archive_tools.config.settings import load_settings
from archive_tools.pipeline import Options, Report, build
from archive_tools.pipeline.report import Silence
from archive_tools.site import writer

CONFIG = """\
site_name: "أرشيف للفحص"
theme:
  name: archive
  language: ar
plugins: []
nav:
  - "الرئيسية": index.md
  - "الجهات": actors/index.md
not_in_nav: |
  *
exclude_docs: |
  /_home.md
validation:
  links:
    not_found: ignore
    unrecognized_links: ignore
extra:
  archive:
    list_size: 10
    builtin_authority: false
"""
"""The built-in authority is large; a few records of our own are enough and make a build short."""

WITH_BUILTIN = CONFIG.replace("builtin_authority: false", "builtin_authority: true")

AUTHORITY: dict[str, str | bytes] = {
    "authority/actors.yml": """\
- {id: "russia", kind: "state", name: {ar: "روسيا", en: "Russia"}}
- {id: "turkey", kind: "state", name: {ar: "تركيا", en: "Turkey"}}
- {id: "un", kind: "organisation", name: {ar: "الأمم المتحدة", en: "United Nations"}}
""",
    "authority/places.yml": """\
- {id: "aleppo", kind: "city", name: {ar: "حلب", en: "Aleppo"}}
- {id: "idlib", kind: "governorate", name: {ar: "إدلب", en: "Idlib"}, aliases: [{text: "ادلب", lang: "ar"}]}
""",
    "authority/outlets.yml": """\
- {id: "bbc", kind: "broadcaster", name: {en: "BBC", ar: "بي بي سي"}}
""",
}

NEWS = (
    "قالت وزارة الدفاع الروسية، أمس الأربعاء، إن طائرات قصفت مواقع في إدلب.\n\n"
    "وأضاف المتحدث: «لن تتوقف العملية في حلب قبل تحقيق أهدافها». وتحدثت تركيا عن هدنة.\n"
)


def make_archive(root: Path, seeds: Mapping[str, str | bytes], config: str = CONFIG) -> Path:
    """Write an archive, with the small authority unless the seeds bring their own, and return its mkdocs.yml."""
    (root / "docs").mkdir(parents=True, exist_ok=True)
    (root / "docs" / "_home.md").write_text("نص المقدمة.\n", encoding="utf-8")
    (root / "docs" / "about.md").write_text("# عن الأرشيف\n\nنص.\n", encoding="utf-8")
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    put(root, {**AUTHORITY, **seeds})
    return root / "mkdocs.yml"


def put(root: Path, seeds: Mapping[str, str | bytes]) -> None:
    """Write seeds below seeds/."""
    for name, content in seeds.items():
        path = root / "seeds" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def run(config: Path, *, executor: str = "serial", jobs: int | None = None, rehash: bool = False) -> Report:
    """Build the archive."""
    options = Options(executor=executor, jobs=jobs, rehash=rehash)
    return build(load_settings(config), options, Silence())


def tree(folder: Path, *, temporary: bool = True) -> dict[str, str]:
    """SHA-256 of every file below a folder, by path; without temporary ones they may come and go meanwhile."""
    paths = (path for path in writer.walk(folder) if temporary or writer.TEMPORARY not in path)
    return {path: hashlib.sha256((folder / path).read_bytes()).hexdigest() for path in paths}


def output(root: Path, *, temporary: bool = True) -> dict[str, str]:
    """Everything that a build wrote: Markdown pages and site."""
    docs, site = (tree(root / name, temporary=temporary) for name in ("docs", "site"))
    return {**{f"docs/{path}": digest for path, digest in docs.items()}, **site}
