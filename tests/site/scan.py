"""What may stand in a built page: everything else is a hole."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

_TAGS = """
html head meta title link script body a header div svg path span input label nav ul li main article p h1 h2 h3 h4 h5 h6
dl dt dd small time bdi aside details summary section ol blockquote mark br table caption thead tbody tr th td footer
button strong em code pre fieldset legend
"""
_ATTRIBUTES = """
lang dir charset http-equiv content name rel href src type async fetchpriority as crossorigin class id for aria-hidden
viewbox d
aria-controls aria-label aria-current role hidden datetime open scope tabindex title name checked
data-month data-hijri-month data-weekday
data-tools data-day-of-year data-days data-day data-when data-articles sizes
data-base data-months data-digits data-ui data-l data-c data-n data-d data-hijri data-basis data-speaker data-l-label
data-archive-search data-switch-language data-switch-scheme data-ar data-en data-tr data-permalink data-copy data-copied
"""
TAGS = frozenset(_TAGS.split())
ATTRIBUTES = frozenset(_ATTRIBUTES.split())
OWN_SCRIPTS = ("assets/archive.js", "assets/search/box.js", "assets/search/search.js")


class Scan(HTMLParser):
    """Faults and text of a page; text of `article` alone in `body`."""

    def __init__(self, rooted: bool) -> None:
        super().__init__(convert_charrefs=True)
        self._rooted = rooted
        self.faults: list[str] = []
        self.text = ""
        self.body = ""
        self._inside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside += tag == "article"
        if tag == "br":
            self.handle_data("\n")
        if tag not in TAGS:
            self.faults.append(f"tag {tag}")
        values = dict(attrs)
        for name, value in attrs:
            if name not in ATTRIBUTES:
                self.faults.append(f"attribute {name} of {tag}")
            if name in {"href", "src"}:
                self.faults.extend(_bad_url(tag, value or "", self._rooted))
        if tag == "script" and not str(values.get("src")).endswith(OWN_SCRIPTS):
            self.faults.append(f"script {values.get('src')}")

    def handle_endtag(self, tag: str) -> None:
        self._inside -= tag == "article"

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._inside:
            self.body += data

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"comment {data}")


def _bad_url(tag: str, url: str, rooted: bool) -> Iterator[str]:
    inside = url.startswith(("../", "./", "#", "assets/")) or url in {"..", "."} or _is_path(url)
    inside = inside or (rooted and url.startswith("/") and not url.startswith("//"))
    outside = tag == "a" and url.startswith(("https://", "http://", "mailto:"))
    if not inside and not outside:
        yield f"URL {url} of {tag}"


def _is_path(url: str) -> bool:
    return url.endswith("/") and url.replace("/", "").replace("-", "").isalnum() and url.isascii()


def scan(html: str, *, rooted: bool = False) -> Scan:
    """`rooted`: links may begin at the server's root, as those of the 404 page must."""
    found = Scan(rooted)
    found.feed(html)
    found.close()
    return found
