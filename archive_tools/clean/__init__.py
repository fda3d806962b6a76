"""From RawItem to Article: text without noise, blocks with kinds and marks, facts with basis and evidence, an id.

Pure: the same item and knowledge give the same article, whatever else is in the archive.
"""

from __future__ import annotations

from archive_tools.clean.article import VERSION, clean
from archive_tools.clean.knowledge import CleanKnowledge

__all__ = ["VERSION", "CleanKnowledge", "clean"]
