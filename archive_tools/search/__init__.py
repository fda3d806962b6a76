"""Search: articles to a static index that the browser reads in small pieces, and the page that searches it.

`update` makes and keeps the index; `search_page` is its page; `client/` is what the browser runs.
"""

from archive_tools.search.documents import MemoryStore, SearchDoc, SearchName, Store
from archive_tools.search.page import search_page
from archive_tools.search.shapes import FORMAT
from archive_tools.search.update import MANIFEST, update

__all__ = ["FORMAT", "MANIFEST", "MemoryStore", "SearchDoc", "SearchName", "Store", "search_page", "update"]
