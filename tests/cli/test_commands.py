"""The command: words in, words out, and an exit code that a program can act on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from archive_tools.cli import archive
from tests.archives import NEWS, make_archive

ARCHIVE = Path(sys.executable).with_name("archive")
SEED = Path(__file__).parents[2] / "seeds" / "000_0475ca5851ee1a39.txt"


def invoke(*arguments: str, stdin: str | None = None) -> tuple[int, str]:
    result = CliRunner().invoke(archive, list(arguments), input=stdin)
    return result.exit_code, result.stdout


def test_every_command_and_option_says_what_it_does() -> None:
    context = click.Context(archive)
    names = archive.list_commands(context)
    assert "build" in names
    for name in names:
        command = archive.get_command(context, name)
        assert command is not None
        assert command.name == name
        assert command.help, name
        options = [option for option in command.params if isinstance(option, click.Option)]
        assert all(option.help for option in options), name


def test_a_slip_in_the_name_of_a_command_is_told_with_the_command_that_was_meant() -> None:
    result = CliRunner().invoke(archive, ["biuld"])
    assert result.exit_code == 2
    assert "No such command 'biuld'. Did you mean 'build'?" in result.stderr


def test_build_prints_what_it_did_and_how_to_look_at_it(tmp_path: Path) -> None:
    config = make_archive(tmp_path, {"a.txt": NEWS, "bad.xyz": "?"})
    code, out = invoke("build", "-f", str(config), "--executor", "serial")
    assert code == 0
    assert "2 items read: 1 articles, 0 duplicates, 1 rejected" in out
    assert "bad.xyz" in out
    assert "archive serve" in out


def test_strict_turns_rejected_items_into_exit_code_2(tmp_path: Path) -> None:
    config = make_archive(tmp_path, {"a.txt": NEWS, "bad.xyz": "?"})
    assert invoke("build", "-f", str(config), "--executor", "serial", "--strict")[0] == 2


def test_the_report_is_json_for_programs(tmp_path: Path) -> None:
    config = make_archive(tmp_path, {"a.txt": NEWS})
    code, out = invoke("build", "-f", str(config), "--executor", "serial", "--json")
    report = json.loads(out)
    assert (code, report["articles"], report["rejected"]) == (0, 1, [])


def test_pages_stops_after_the_markdown(tmp_path: Path) -> None:
    config = make_archive(tmp_path, {"a.txt": NEWS})
    assert invoke("pages", "-f", str(config), "--executor", "serial")[0] == 0
    assert (tmp_path / "docs" / "articles" / "a.md").is_file()
    assert not (tmp_path / "site").exists()


def test_the_site_can_be_written_elsewhere(tmp_path: Path) -> None:
    config = make_archive(tmp_path, {"a.txt": NEWS})
    out = tmp_path / "elsewhere"
    assert invoke("build", "-f", str(config), "--executor", "serial", "--out", str(out))[0] == 0
    assert (out / "articles" / "a" / "index.html").is_file()
    assert not (tmp_path / "site").exists()


def test_a_new_archive_builds_as_it_stands(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    assert invoke("new", str(folder))[0] == 0
    assert invoke("check", "-f", str(folder / "mkdocs.yml"))[0] == 0
    assert invoke("build", "-f", str(folder / "mkdocs.yml"), "--executor", "serial", "--strict")[0] == 0


def test_extract_needs_no_archive_and_a_sidecar_beside_the_file_applies() -> None:
    code, out = invoke("extract", str(SEED))
    record = json.loads(out)
    assert code == 0
    assert record["published"] == "2024-11-28"
    assert record["basis"]["published"]["basis"] == "sidecar"
    assert {"newsletter", "share prompt"} <= {block["marked"] for block in record["blocks"]}


def test_extract_refuses_by_name_and_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    code, out = invoke("extract", str(tmp_path / "none.txt"), str(tmp_path / "a.txt"))
    first, second = (json.loads(line) for line in out.splitlines())
    assert code == 0
    assert "none.txt" in first["rejected"]
    assert second["id"] == "a"
    assert invoke("extract", "--strict", str(tmp_path / "none.txt"))[0] == 2


def test_annotate_reads_and_writes_json_lines_in_order() -> None:
    texts = ["زار وزير الخارجية التركي دمشق أمس.", "قالت «روسيا» إنها ستنسحب."]
    stdin = "\n".join(
        json.dumps({"id": str(n), "text": text, "published": "2024-11-28", "lang": "ar"})
        for n, text in enumerate(texts)
    )
    code, out = invoke("annotate", "--jobs", "1", stdin=stdin + "\n\nbroken\n")
    first, second, third = (json.loads(line) for line in out.splitlines())
    assert code == 0
    assert (first["id"], second["id"]) == ("0", "1")
    assert "line 4" in third["rejected"]
    for record, text in zip((first, second), texts, strict=True):
        for mention in record["mentions"] + record["dates"]:
            assert text[mention["start"] : mention["end"]] == mention["exact"]
    assert "russia" in {mention["target"] for mention in second["mentions"]}


def test_annotate_can_use_an_authority_of_ones_own_alone(tmp_path: Path) -> None:
    (tmp_path / "actors.yml").write_text('- id: "test-team"\n  kind: organisation\n  name: {ar: "فريق الاختبار"}\n')
    stdin = json.dumps({"id": "1", "text": "زار فريق الاختبار تركيا.", "published": None, "lang": "ar"})
    code, out = invoke("annotate", "--jobs", "1", "--authority", str(tmp_path), stdin=stdin)
    assert code == 0
    assert [mention["target"] for mention in json.loads(out)["mentions"]] == ["test-team"]


def test_show_tells_the_trail_of_an_article(tmp_path: Path) -> None:
    config = make_archive(tmp_path, {"a.txt": NEWS})
    invoke("build", "-f", str(config), "--executor", "serial")
    code, out = invoke("show", "a", "-f", str(config))
    assert code == 0
    assert "«إدلب» → idlib" in out
    assert "places/idlib.md" in out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["build", "-f", "not-there.yml"], 2, "there is no such file"),
        (["build", "--nonsense"], 2, "No such option"),
        (["show", "x", "-f", "not-there.yml"], 2, "there is no such file"),
        (["--help"], 0, "Usage"),
    ],
)
def test_usage_and_input_errors_are_one_line_and_exit_code_2(
    arguments: list[str], code: int, said: str, tmp_path: Path
) -> None:
    done = subprocess.run([ARCHIVE, *arguments], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == code
    assert said in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    """The program itself: `CliRunner` ends commands in its own way."""
    return subprocess.run([ARCHIVE, *map(str, arguments)], capture_output=True, text=True, check=False)


def test_the_program_tells_other_programs_what_its_commands_found(tmp_path: Path) -> None:
    config = make_archive(tmp_path, {"a.txt": NEWS})
    assert run("check", "-f", config).returncode == 0
    assert run("build", "-f", config, "--strict").returncode == 0
    assert run("verify", "-f", config).returncode == 0
    (config.parent / "seeds" / "bad.xyz").write_text("?")
    found = run("check", "-f", config)
    assert (found.returncode, found.stdout.splitlines()[-1]) == (2, "1 problem")
    assert run("build", "-f", config, "--strict").returncode == 2
    (config.parent / "site" / "articles" / "a" / "index.html").unlink()
    assert run("verify", "-f", config).returncode == 2
    assert run("extract", "--strict", tmp_path / "not-there.txt").returncode == 2


def test_the_configuration_may_be_named_by_its_folder(tmp_path: Path) -> None:
    config = make_archive(tmp_path, {"a.txt": NEWS})
    assert run("check", "-f", config.parent).returncode == 0


def test_a_wrong_name_for_the_seeds_does_not_empty_what_is_published(tmp_path: Path) -> None:
    config = make_archive(tmp_path, {"a.txt": NEWS})
    run("build", "-f", config)
    (config.parent / "seeds").rename(config.parent / "seed")
    for command in ("build", "check"):
        done = run(command, "-f", config)
        assert done.returncode == 2
        assert "seeds: there is no such folder. Make it, or name the right one" in done.stdout + done.stderr
    assert (config.parent / "site" / "articles" / "a" / "index.html").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_output_for_which_there_is_no_room_is_told_in_one_line(tmp_path: Path) -> None:
    config = make_archive(tmp_path, {"a.txt": "هدنة في إدلب."})
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [ARCHIVE, "check", "-f", config], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 2
    assert done.stderr == "standard output: No space left on device. Have it written to where there is room.\n"
