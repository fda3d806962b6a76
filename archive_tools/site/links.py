"""What a page of the site refers to: files, and places in pages; and what stands in it that others can refer to."""

from __future__ import annotations

import html
import posixpath
import re
from urllib.parse import unquote, urlsplit

from msgspec import Struct

_REFERENCE = re.compile(r"""<(?:a|link|script|img|source|use)\b[^>]*?\s(?:href|src)=(?:"([^"]*)"|'([^']*)')""")
_ID = re.compile(r"""<[a-z][^>]*?\sid=(?:"([^"]*)"|'([^']*)')""")
_POLICY = re.compile(r"""<meta http-equiv="Content-Security-Policy" content="([^"]*)">""")


class Looked(Struct, frozen=True):
    """A page, as links see it. Paths are those of files below the site."""

    path: str
    targets: tuple[str, ...]
    """Files that it refers to."""
    anchors: tuple[tuple[str, str], ...]
    """(page, id) that it refers to, its own included."""
    ids: frozenset[str]
    policy: str
    """Content-Security-Policy; "" where there is not exactly one."""


def look_at(path: str, page: str, site_url: str | None) -> Looked:
    """Read a page.

    Args:
        path: of its file below the site.
        page: HTML as this package writes it.
        site_url: where the site is published; links that begin with it are links within the site.
    """
    targets: set[str] = set()
    anchors: set[tuple[str, str]] = set()
    for double, single in _REFERENCE.findall(page):
        found = _within(path, html.unescape(double or single).strip(), site_url)
        if found is None:
            continue
        target, anchor = found
        targets.add(target)
        if anchor and target.endswith(".html"):
            anchors.add((target, anchor))
    ids = frozenset(html.unescape(double or single) for double, single in _ID.findall(page))
    policies = _POLICY.findall(page)
    policy = html.unescape(policies[0]) if len(policies) == 1 else ""
    return Looked(path, tuple(sorted(targets)), tuple(sorted(anchors)), ids, policy)


def _within(path: str, link: str, site_url: str | None) -> tuple[str, str] | None:
    """(file, anchor) that a link means; None where it leads out of the site."""
    if site_url and link.startswith(site_url):
        link, path = link[len(site_url) :] or ".", ""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    target = path
    if parts.path:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path).lstrip("/")))
        last = parts.path.rsplit("/", 1)[-1]
        if last in {"", ".", ".."}:
            target = posixpath.normpath(posixpath.join(target, "index.html"))
    return target, unquote(parts.fragment)
