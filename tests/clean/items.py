"""Raw items for tests: a test names only the fields that it is about."""

from __future__ import annotations

import hashlib
from typing import Any

from archive_tools.clean import clean
from archive_tools.records import Article, RawItem
from tests.clean.knowledge import the_knowledge


def an_item(body: str = "نص المقالة هنا.", **facts: Any) -> RawItem:
    fields = {"body": body, **facts.pop("fields", {})}
    plain: dict[str, Any] = {
        "seed": "news/a.txt",
        "item": "",
        "digest": hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest(),
        "media_type": "text/plain",
        "fields": fields,
        "evidence": {name: f'field "{name}"' for name in fields},
    }
    return RawItem(**{**plain, **facts})


def article_of(item: RawItem) -> Article:
    result = clean(item, the_knowledge())
    assert isinstance(result, Article), result
    return result
