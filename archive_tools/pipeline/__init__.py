"""The story on one screen: two passes, one meeting. Read second, after records.py.

    seeds ── intake ──▶ catalog ── meeting ──▶ plan ── publish ──▶ docs/ and site/
             pass 1                            pass 2

Pass 1 (intake.py, prepare.py) reads, cleans and annotates what has changed, item by item. The meeting (meeting.py)
is the only place that knows all articles. Pass 2 (publish.py, gather.py, compose.py) makes the output equal to the
plan, page by page. build.py strings them together.
"""

from archive_tools.pipeline.build import build
from archive_tools.pipeline.options import Options
from archive_tools.pipeline.report import Report, Tell

__all__ = ["Options", "Report", "Tell", "build"]
