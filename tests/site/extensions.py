"""Lists of Markdown extensions to hold pages against."""

from __future__ import annotations

from archive_tools.site.own_markdown import HARMLESS

# md_in_html and extra replace one another's parsers; both are tried, but not within one list.
ALL_HARMLESS = sorted(HARMLESS - {"extra", "pymdownx.extra", "codehilite", "fenced_code"})
