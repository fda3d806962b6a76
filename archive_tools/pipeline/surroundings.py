"""What a build works in: folders, the interface, the environment that every HTML page depends on."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

from archive_tools.catalog import written
from archive_tools.config.settings import Settings
from archive_tools.executor import Workers
from archive_tools.pipeline.digests import digest_of
from archive_tools.pipeline.options import Options
from archive_tools.pipeline.workshop import Workshop, output_name
from archive_tools.render.look import Look
from archive_tools.site.environment import environment_digest
from archive_tools.site.peoples_files import peoples_files


def environment_of(settings: Settings, options: Options, workers: Workers) -> Callable[[], str]:
    """Begin to find what every HTML page depends on, in another process where there is one; called, it is told."""
    if options.pages_only:
        return lambda: ""
    find = partial(environment_digest, settings.config_path)
    begun = workers.meanwhile(find, settings.docs_dir, first=True)
    return cache(lambda: find(settings.docs_dir) if begun is None else workers.result(begun))


def folders_by_output(settings: Settings, options: Options) -> dict[str, Path]:
    """Folder by the name that the catalog has for it."""
    site = {output_name(settings.config_path, settings.site_dir): settings.site_dir}
    return {written.DOCS: settings.docs_dir, **({} if options.pages_only else site)}


def shared_folders(settings: Settings, options: Options) -> list[Path]:
    """What workers must find at the same paths."""
    return [settings.cache, settings.docs_dir, *([] if options.pages_only else [settings.site_dir])]


def workshop_of(settings: Settings, options: Options, environment: str, *, still: bool = False) -> Workshop:
    """What all pages of this build have in common; for `still` see there."""
    home = settings.docs_dir / "_home.md"
    return Workshop(
        cache=settings.cache,
        docs_dir=settings.docs_dir,
        site=None if options.pages_only else settings.site_dir,
        config_path=settings.config_path,
        environment=environment,
        look=look_of(settings),
        list_size=settings.list_size,
        intro=home.read_text(encoding="utf-8") if home.exists() else "",
        peoples_files=digest_of_peoples_files(settings),
        build=os.urandom(8).hex(),
        still=still,
    )


def digest_of_peoples_files(settings: Settings) -> str:
    """Digest of the names of people's files in docs/."""
    return digest_of([repr(peoples_files(settings.docs_dir))])  # repr: a name may be no UTF-8


def look_of(settings: Settings) -> Look:
    """The interface, as the settings say."""
    return Look(
        site_title=settings.site_name,
        language=settings.language,
        months=settings.months,
        digits=settings.digits,
        list_size=settings.list_size,
        robots=settings.robots,
        site_url=settings.site_url,
    )
