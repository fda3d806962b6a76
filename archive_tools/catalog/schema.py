"""The tables of the catalog.

    files       what was read, and the facts by which an unchanged file is known
    items       every item with the digest of all that it was made from, and what became of it
    articles    items that stand as articles: record, annotations, whole text, place in time
    entries     in which list each article stands (link/entries.py)
    company     in how many paragraphs two actors are named together
    tallies     the length and the span of each list
    touched     what has changed and is not planned for yet
    unindexed   articles whose change the search index has yet to learn
    search_blobs  the search index's own nodes
    refers      which authority records name which others
    entities    authority records of this archive; labels, of outlets and tags without one
    pages       desired state: every page that the archive has; dropped, those that it had
    written     actual state: every file of an output, and the digest of what it was made from

A build makes `written` equal to `pages`. If it dies on the way, the next one sees what is left to do.
"""

from __future__ import annotations

import hashlib
from typing import Literal, get_origin

from archive_tools import records

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE files (
  path TEXT PRIMARY KEY,          -- below the folder of mkdocs.yml
  size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, ctime_ns INTEGER NOT NULL, inode INTEGER NOT NULL,
  read_ns INTEGER NOT NULL,       -- when it was read: a file changed at or after that moment counts as changed
  inputs TEXT NOT NULL            -- digest of content, sidecars, versions
) WITHOUT ROWID;

CREATE TABLE items (
  locator TEXT PRIMARY KEY,
  seed TEXT NOT NULL,
  inputs TEXT NOT NULL,           -- digest of bytes, sidecar, authority, stage versions
  digest TEXT NOT NULL,           -- SHA-256 of its bytes
  id TEXT,                        -- the article id it claims; NULL when it was refused before that
  stage TEXT, reason TEXT,        -- why it is not an article
  duplicate_of TEXT
) WITHOUT ROWID;
CREATE INDEX items_by_seed ON items (seed);
CREATE INDEX items_by_id ON items (id) WHERE id IS NOT NULL;
CREATE INDEX items_refused ON items (locator) WHERE stage IS NOT NULL;

CREATE TABLE articles (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  locator TEXT NOT NULL UNIQUE,
  stands INTEGER NOT NULL,        -- 0: another item claims the id (link/identity.py)
  sort TEXT NOT NULL,             -- place in time, see link/order.py
  published TEXT, outlet TEXT, lang TEXT NOT NULL, headline TEXT NOT NULL,
  sample INTEGER NOT NULL, supplied INTEGER NOT NULL,
  translates TEXT,                -- id of the article that this one translates
  listed TEXT NOT NULL,           -- its entries as JSON rows: kind, target, block, start, length, name's start, length
  company TEXT NOT NULL,          -- actors named in one paragraph, as JSON rows: actor, actor, paragraphs
  text TEXT NOT NULL,             -- all blocks, joined by line feeds
  record TEXT NOT NULL, annotations TEXT NOT NULL,
  digest TEXT NOT NULL,           -- of record and annotations
  seal TEXT NOT NULL              -- of this whole row and its labels, see seal.py
);
CREATE UNIQUE INDEX articles_by_id ON articles (id) WHERE stands;
CREATE INDEX articles_by_sort ON articles (sort, id) WHERE stands;
CREATE INDEX articles_maybe_unlisted ON articles (id) WHERE instr(record, 'noindex');
CREATE INDEX articles_by_original ON articles (translates) WHERE translates IS NOT NULL;

CREATE TABLE entries (
  kind TEXT NOT NULL, target TEXT NOT NULL, sort TEXT NOT NULL, article INTEGER NOT NULL,
  block INTEGER NOT NULL, start INTEGER NOT NULL, length INTEGER NOT NULL,
  name_start INTEGER NOT NULL, name_length INTEGER NOT NULL,
  PRIMARY KEY (kind, target, sort, article)
) WITHOUT ROWID;

CREATE TABLE company (            -- summed over all articles that stand; each pair both ways
  target TEXT NOT NULL, other TEXT NOT NULL, blocks INTEGER NOT NULL,
  PRIMARY KEY (target, other)
) WITHOUT ROWID;

CREATE TABLE tallies (            -- one row a list: what index pages show
  kind TEXT NOT NULL, target TEXT NOT NULL, count INTEGER NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL,
  PRIMARY KEY (kind, target)
) WITHOUT ROWID;

CREATE INDEX tallies_by_target ON tallies (target);

CREATE TABLE touched (            -- what this build (or one that died) changed and has not yet planned for
  kind TEXT NOT NULL,             -- article, claim, or the kind of a list
  target TEXT NOT NULL, sort TEXT NOT NULL,
  PRIMARY KEY (kind, target, sort)
) WITHOUT ROWID;

CREATE TABLE unindexed (id TEXT PRIMARY KEY) WITHOUT ROWID;  -- articles that the search index has yet to learn of

-- Nodes of the search index. A row is kilobytes long: in a table without row numbers it would stand in the inner pages
-- of the tree too, which then branch into four or so, not into hundreds.
CREATE TABLE search_blobs (name TEXT PRIMARY KEY, data BLOB NOT NULL);

CREATE TABLE entities (
  id TEXT PRIMARY KEY,
  room TEXT NOT NULL,             -- actor, place, outlet or tag: where its page is
  record TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE refers (             -- which authority records name which others: part_of, actor, relations
  target TEXT NOT NULL, source TEXT NOT NULL,
  PRIMARY KEY (target, source)
) WITHOUT ROWID;

CREATE TABLE labels (             -- names of outlets and tags without a record, as articles write them
  id TEXT NOT NULL, label TEXT NOT NULL, kind TEXT NOT NULL, article INTEGER NOT NULL,
  PRIMARY KEY (id, label, kind, article)
) WITHOUT ROWID;
CREATE INDEX labels_by_article ON labels (article);

CREATE TABLE pages (
  path TEXT PRIMARY KEY,          -- below docs/, ending in .md
  kind TEXT NOT NULL, target TEXT NOT NULL, segments TEXT NOT NULL,
  since INTEGER NOT NULL          -- number of the plan that added it: an output made by an older one may lack it
) WITHOUT ROWID;
CREATE INDEX pages_by_target ON pages (kind, target);
CREATE INDEX pages_by_plan ON pages (since);

CREATE TABLE dropped (path TEXT PRIMARY KEY) WITHOUT ROWID;  -- pages that went, as long as an output may hold them

CREATE TABLE written (
  path TEXT NOT NULL,             -- of a page as in pages, of another file below the output
  output TEXT NOT NULL,           -- `docs`, or the absolute path of the site's folder
  source TEXT NOT NULL,           -- digest of what the file was made from
  digest TEXT NOT NULL,           -- SHA-256 of its bytes
  size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
  stale INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (path, output)
) WITHOUT ROWID;
CREATE INDEX written_stale ON written (path) WHERE stale;
CREATE INDEX written_as_shell ON written (output, path) WHERE source IN ('shell', '');
"""


def _layout() -> str:
    """The tables, and the fields of the records that they keep, in the order in which the codec stores their values."""
    defined = [value for name, value in vars(records).items() if not name.startswith("_")]
    kept = [value for value in defined if isinstance(value, type) and issubclass(value, records.Kept)]
    fields = [(kind.__name__, kind.__annotations__) for kind in kept]
    return TABLES + repr([fields, [value for value in defined if get_origin(value) is Literal]])


VERSION = hashlib.sha256(_layout().encode()).hexdigest()[:16]
"""Digest of the layout, so that nobody can forget to raise it. A catalog of another version is set aside."""
