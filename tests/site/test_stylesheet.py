"""Contrast of the design tokens in both schemes (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import re

import pytest

from archive_tools.site.chrome_labels import THEME

CSS = (THEME / "assets/archive.css").read_text("utf-8")


def tokens(selector: str) -> dict[str, str]:
    block = CSS[CSS.index(selector) :]
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block[: block.index("}")]))


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [':root, html[data-scheme="light"]', 'html[data-scheme="dark"] {'])
def test_every_ink_can_be_read_on_every_ground(scheme: str) -> None:
    found = tokens(scheme)
    for ground in ("paper", "sheet"):
        for ink in ("ink", "ink-soft", "link", "accent"):
            assert contrast(found[ink], found[ground]) >= 4.5, (ink, ground)
    assert contrast(found["ink"], found["mark"]) >= 4.5


def test_the_dark_scheme_is_the_same_by_choice_and_by_preference() -> None:
    assert tokens(":root:not([data-scheme=") == tokens('html[data-scheme="dark"] {')
