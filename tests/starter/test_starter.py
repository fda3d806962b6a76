"""What `archive new` writes: whole, valid, and an archive that builds as it stands."""

from __future__ import annotations

import re
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.utils.yaml import yaml_load

from archive_tools.config.authority import load_authority
from archive_tools.config.settings import KEYS, load_settings
from archive_tools.starter import FILES

STARTER = Path(str(resources.files("archive_tools.starter")))
WORKFLOW = STARTER / ".github/workflows/publish.yml"
REPOSITORY = Path(__file__).parents[2]


def _yaml(path: Path) -> Any:
    text = path.read_text(encoding="utf-8")
    return yaml_load(text) if path.name == "mkdocs.yml" else yaml.safe_load(text)


def test_every_file_of_the_folder_is_listed_and_every_listed_file_exists() -> None:
    found = {
        path.relative_to(STARTER).as_posix()
        for path in STARTER.rglob("*")
        if path.is_file() and path.name != "__init__.py" and "__pycache__" not in path.parts
    }
    assert found == set(FILES)
    assert list(FILES) == sorted(FILES)


@pytest.mark.parametrize("name", FILES)
def test_files_are_utf8_with_plain_line_ends_and_a_last_line_feed(name: str) -> None:
    data = (STARTER / name).read_bytes()
    assert b"\r" not in data
    assert data.endswith(b"\n")
    assert data.decode("utf-8").strip()


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".yml")])
def test_yaml_files_are_yaml(name: str) -> None:
    assert _yaml(STARTER / name)


def test_the_configuration_is_valid_and_states_every_default() -> None:
    settings = load_settings(STARTER / "mkdocs.yml")
    stated = _yaml(STARTER / "mkdocs.yml")["extra"]["archive"]
    assert stated == {name: key.default for name, key in KEYS.items()}
    assert settings.language == "ar"


def test_each_key_of_the_configuration_is_explained_beside_it() -> None:
    text = (STARTER / "mkdocs.yml").read_text(encoding="utf-8")
    for name in KEYS:
        assert re.search(rf"^    {name}: .* # \w", text, re.MULTILINE), name


def test_the_configuration_names_our_theme_no_plugins_and_directory_urls() -> None:
    config = _yaml(STARTER / "mkdocs.yml")
    assert config["theme"]["name"] == "archive"
    assert config["plugins"] == []
    assert config["use_directory_urls"] is True


@pytest.mark.parametrize("builtin", [True, False])
def test_the_authority_examples_are_valid_with_and_without_the_built_in_layer(builtin: bool) -> None:
    authority = load_authority(builtin, STARTER / "seeds/authority")
    assert "example-relief-society" in authority.actors
    assert "example-town" in authority.places
    assert "example-gazette" in authority.outlets
    assert "libraries" in authority.topics


@pytest.mark.parametrize("kind", ["actors", "places", "outlets", "topics"])
def test_there_is_an_example_of_each_authority_file_with_its_keys_in_a_comment(kind: str) -> None:
    text = (STARTER / f"seeds/authority/{kind}.yml").read_text(encoding="utf-8")
    assert text.startswith("#")
    assert re.search(r'^# - id: "', text, re.MULTILINE)


def test_what_a_build_writes_is_ignored_by_git_at_the_top_level_only() -> None:
    lines = (STARTER / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {"/site/", "/.archive/", "/docs/index.md", "/docs/articles/", "/docs/search/"} <= set(lines)
    assert "site/" not in lines


WORKFLOWS = [WORKFLOW, *sorted((REPOSITORY / ".github/workflows").glob("*.yml"))]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_pin_every_action_to_a_commit_and_say_which_release_it_is(path: Path) -> None:
    uses = re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))
    assert uses
    for action in uses:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action), action


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_may_only_read_except_for_the_job_that_publishes(path: Path) -> None:
    workflow = _yaml(path)
    assert workflow["permissions"] == {"contents": "read"}
    for name, job in workflow["jobs"].items():
        allowed = {"pages": "write", "id-token": "write"} if name == "deploy" else None
        assert job.get("permissions") == allowed, name
        assert job["timeout-minutes"] <= 60


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_do_not_run_twice_at_once_nor_keep_the_token(path: Path) -> None:
    workflow = _yaml(path)
    assert "group" in workflow["concurrency"]
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    checkouts = [step for step in steps if "checkout" in step.get("uses", "")]
    assert checkouts
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_the_recipe_checks_before_it_builds_and_deploys_only_the_main_branch() -> None:
    jobs = _yaml(WORKFLOW)["jobs"]
    commands = [step["run"] for step in jobs["build"]["steps"] if "run" in step]
    assert commands.index("archive check") < commands.index("archive build")
    assert "refs/heads/main" in jobs["deploy"]["if"]
    assert jobs["deploy"]["needs"] == "build"


@pytest.mark.parametrize("form", ["correction", "takedown"])
def test_public_forms_warn_in_arabic_and_english_against_naming_people(form: str) -> None:
    body = _yaml(REPOSITORY / f".github/ISSUE_TEMPLATE/{form}.yml")["body"]
    warning = body[0]["attributes"]["value"]
    assert "لا تكتب" in warning
    assert "public" in warning
    questions = [item["attributes"]["label"] for item in body if item["type"] in {"input", "textarea"}]
    assert not any("name" in question.lower() or "اسم" in question for question in questions)


def test_the_tool_is_asked_for_as_a_file_since_its_name_on_the_package_index_is_another_programs() -> None:
    wanted = [line for line in (STARTER / "requirements.txt").read_text("utf-8").splitlines() if line[:1] != "#"]
    assert wanted == [f"./archive_tools-{version('archive-tools')}-py3-none-any.whl"]
