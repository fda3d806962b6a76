"""What all tests share: settings of Hypothesis, and what must not be skipped where everything is installed."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("archive", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.load_profile("archive")

NEEDED = ("browser", "node")
"""Marks of tests whose tools `.ci/run` installs."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With ARCHIVE_REQUIRE_ALL a skipped browser or Node test is a failed one."""
    report = yield
    if report.skipped and os.environ.get("ARCHIVE_REQUIRE_ALL") and any(item.get_closest_marker(m) for m in NEEDED):
        report.outcome = "failed"
        report.longrepr = (
            f"{item.nodeid} was skipped although everything it needs should be installed: {report.longrepr}"
        )
    return report
