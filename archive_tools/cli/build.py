"""`archive build` and `archive pages`."""

from __future__ import annotations

import json
from pathlib import Path

import click
import msgspec

from archive_tools.cli.telling import Terminal
from archive_tools.config.settings import load_settings
from archive_tools.executor import is_place
from archive_tools.pipeline import Options, Report
from archive_tools.pipeline import build as run

SITE_BYTES = 1_000_000_000
SITE_FILES = 20_000
"""What common hosts of static sites take: GitHub Pages 1 GB, Cloudflare Pages 20,000 files."""


def _config(_context: click.Context, _option: click.Parameter, value: Path) -> Path:
    return value / "mkdocs.yml" if value.is_dir() else value


config_option = click.option(
    "-f",
    "--config",
    default="mkdocs.yml",
    show_default=True,
    type=click.Path(path_type=Path),
    callback=_config,
    help="The archive's mkdocs.yml, or the folder that it is in.",
)

out_option = click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="The site's folder, instead of site_dir."
)


def _place(_context: click.Context, _option: click.Parameter, value: str) -> str:
    if not is_place(value):
        raise click.BadParameter(
            f'"{value}" is neither serial nor processes nor the address of a Dask scheduler, tcp://HOST:PORT.'
        )
    return value


executor_option = click.option(
    "--executor",
    metavar="serial|processes|tcp://HOST:PORT",
    callback=_place,
    default="processes",
    show_default=True,
    help="Where work runs: here, in several processes, or on a Dask cluster (docs/cluster.md).",
)
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(1),
    help="Worker processes, by default one a core; of a cluster: workers to keep busy, by default all.",
)
strict_option = click.option("--strict", is_flag=True, help="Exit with 2 if any item was rejected.")
rehash_option = click.option(
    "--rehash", is_flag=True, help="Trust no recorded fact about files: read everything again."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")


@click.command()
@config_option
@out_option
@executor_option
@jobs_option
@strict_option
@rehash_option
@json_option
def build(
    config: Path, out: Path | None, executor: str, jobs: int | None, strict: bool, rehash: bool, as_json: bool
) -> None:
    """Build the site; what has not changed is not touched."""
    settings = load_settings(config, out)
    report = run(settings, Options(executor=executor, jobs=jobs, rehash=rehash, copies=True), Terminal(quiet=as_json))
    _print(report, as_json)
    if not as_json:
        click.echo(f"The site is in {_shown(settings.site_dir)}. Look at it with: archive serve -f {config}")
    _leave(report, strict)


@click.command()
@config_option
@executor_option
@jobs_option
@strict_option
@rehash_option
@json_option
def pages(config: Path, executor: str, jobs: int | None, strict: bool, rehash: bool, as_json: bool) -> None:
    """Write the Markdown pages only, for use with a plain `mkdocs build`."""
    settings = load_settings(config)
    options = Options(executor=executor, jobs=jobs, rehash=rehash, pages_only=True, copies=True)
    report = run(settings, options, Terminal(quiet=as_json))
    _print(report, as_json)
    if not as_json:
        click.echo(f"The pages are in {_shown(settings.docs_dir)}. Build them with: mkdocs build -f {config}")
    _leave(report, strict)


def _print(report: Report, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(msgspec.to_builtins(report), ensure_ascii=False))
        return
    refused = len(report.rejected)
    click.echo(
        f"{report.items} items read: {report.articles} articles, {report.duplicates} duplicates, "
        f"{refused} rejected, {report.excluded} excluded by their sidecar"
    )
    for refusal in report.rejected[:20]:
        click.echo(f"  {refusal.locator}: {refusal.reason}")
    if refused > 20:
        click.echo(f"  … and {refused - 20} more; all of them with --json")
    whole = f" ({report.long_way} rendered whole by MkDocs)" if report.long_way else ""
    click.echo(
        f"{report.pages} pages; {report.prepared} items and {report.looked_at} pages looked at anew{whole}, "
        f"{report.written} files written, {report.deleted} deleted, in {report.seconds:.1f} s"
    )
    if report.site_bytes > SITE_BYTES or report.site_files > SITE_FILES:
        click.echo(
            f"Note: the site has {report.site_files} files and {report.site_bytes / 1e6:.0f} MB; "
            f"some hosts take at most {SITE_FILES} files or {SITE_BYTES / 1e6:.0f} MB (docs/deploy.md)."
        )


def _leave(report: Report, strict: bool) -> None:
    if strict and report.rejected:
        raise click.exceptions.Exit(2)


def _shown(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
