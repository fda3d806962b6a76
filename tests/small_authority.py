"""An authority of a few records: the built-in one is large, and a test that builds often has no use for it."""

from __future__ import annotations

import json

from tests.archives import CONFIG

CONFIGURED = "site_url: https://archive.example/\n" + CONFIG


def records(*rows: tuple[str, str, str, list[str]]) -> str:
    made = [
        {"id": i, "kind": kind, "name": {"ar": name}, "aliases": [{"text": alias, "lang": "ar"} for alias in aliases]}
        for i, kind, name, aliases in rows
    ]
    return json.dumps(made, ensure_ascii=False)


def actors(*more: tuple[str, str, str, list[str]]) -> str:
    return records(
        ("russia", "state", "روسيا", []),
        ("turkey", "state", "تركيا", []),
        ("un", "organisation", "الأمم المتحدة", []),
        *more,
    )


AUTHORITY: dict[str, str | bytes] = {
    "authority/actors.yml": actors(),
    "authority/places.yml": records(("aleppo", "city", "حلب", []), ("idlib", "governorate", "إدلب", ["ادلب"])),
    "authority/outlets.yml": json.dumps(
        [
            {
                "id": "bbc",
                "kind": "broadcaster",
                "name": {"en": "BBC", "ar": "بي بي سي"},
                "aliases": [{"text": "BBC", "lang": "en"}],
            }
        ]
    ),
}
