"""The search page: what stands there before and without the browser's modules, which build the rest of it."""

from __future__ import annotations

from typing import Final

from archive_tools.packaged import json_of
from archive_tools.records import Page

PATH: Final = "search/index.md"
_WORDS: Final = json_of("search/page.json")
_BROWSE: Final = ("actors", "places", "outlets", "tags", "dates")


def search_page(lang: str = "ar") -> Page:
    """The page `search/`, in the site's language (BCP 47; other than ar, en, tr: English).

    Its front matter has the keys of the other pages that no article is behind. The modules are loaded by the theme
    (`assets/search/search.js`), which finds the element `data-search-page`. Without JavaScript the page says that
    search needs it, and where one can browse.
    """
    code = lang.lower().split("-")[0]
    words = _WORDS[code if code in _WORDS else "en"]
    links = "\n".join(f'<li><a href="../{folder}/">{words[folder]}</a></li>' for folder in _BROWSE)
    # Written as the site's addresses: Markdown leaves links inside raw HTML alone.
    markdown = f"""---
type: "search"
id: null
title: "{words["title"]}"
description: null
lang: null
dir: null
robots: null
---

<h1><span data-l="search">{words["title"]}</span></h1>
<div data-search-page>
<noscript>
<p>{words["needs_script"]}</p>
<ul>
{links}
</ul>
</noscript>
</div>
"""
    return Page(path=PATH, markdown=markdown)
