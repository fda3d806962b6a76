"""The labels that the theme's templates need, as a Jinja partial made from the one table of labels.

Templates cannot read JSON, and a plain `mkdocs build` gives them nothing but the configuration. So the partial is
written by `python -m archive_tools.site.chrome_labels` and kept in step by a test.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

THEME: Final = Path(__file__).parent / "theme"
PARTIAL: Final = THEME / "partials" / "labels.html"
KEYS: Final = (
    *("skip", "menu", "search", "main_navigation", "language", "scheme", "interface_note"),
    *("no_tracking", "not_found", "not_found_text"),
    *("permalink", "copy", "copied", "text_size", "size_1", "size_2", "size_3"),
    *("actors", "places", "dates", "outlets", "tags"),
)


def partial() -> str:
    """The text of `partials/labels.html`."""
    table = json.loads((THEME / "assets" / "labels.json").read_text(encoding="utf-8"))
    chrome = {
        language: {"name": facts["name"], **{key: table["labels"][key][language] for key in KEYS}}
        for language, facts in table["languages"].items()
    }
    directions = {language: facts["dir"] for language, facts in table["languages"].items()}
    shown = json.dumps(chrome, ensure_ascii=False, indent=1)
    return (
        "{#- Made from assets/labels.json by archive_tools/site/chrome_labels.py: change it there. -#}\n"
        f"{{% set labels = {shown} %}}\n{{% set directions = {json.dumps(directions)} %}}\n"
    )


if __name__ == "__main__":
    PARTIAL.write_text(partial(), encoding="utf-8")
