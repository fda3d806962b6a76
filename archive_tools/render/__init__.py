"""(Article, Annotations, Links) -> Page: Markdown files that are complete in themselves.

A page is front matter, a body in Markdown that no source can act in, and panels of our own in raw HTML.
Pure: no files (but package data at import), no clock, no network.

    paths.py         where pages lie, and relative links between them
    look.py          what the interface looks like: language, month names, digits
    labels.py        the one table of interface strings; CLDR plurals
    calendars.py     EDTF dates in words, Gregorian and Hijri
    escaping.py      text that is safe in Markdown, in raw HTML, in front matter
    front_matter.py  the one emitter of front matter
    runs.py          runs of Latin text that would break inside Arabic
    inline.py        a paragraph with its spans: links, dates, quotes
    body.py          the blocks of an article
    panels.py …      what stands around the body
    article.py, listing.py, index.py, home.py   the pages
"""

VERSION = "1"
"""Part of the digest of every page: raise it when any page's bytes change for the same input."""
