"""The browser's modules as they are published: entries that need no other file."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from archive_tools.search.joining import ENTRIES, joined, published
from tests.search.node_runner import CLIENT, NODE, node

MODULES = {path.name: path.read_text(encoding="utf-8") for path in CLIENT.glob("*.js")}
SMALL = {
    "main.js": """// @ts-check
/** Says it. */

import { double, odd } from "./numbers.js";
import "./greeting.js";

/**
 * Of many lines.
 * @param {number} a
 */
export const twice = (a) => double(a); // kept: it shares its line
export const later = () => import("./greeting.js");
globalThis.said = `${globalThis.said} http://example.org // no comment`;
""",
    "numbers.js": """import "./greeting.js";
export function double(/** @type {number} */ a) {
  return 2 * a;
}
export const odd = /\\/\\*/u;
""",
    "greeting.js": "globalThis.said = `${globalThis.said ?? 0}1`;\n",
}


def test_each_module_stands_once_and_before_those_that_need_it() -> None:
    text = joined("main.js", SMALL)
    assert text.startswith("// greeting.js, numbers.js, main.js:")
    assert text.count("`${globalThis.said ?? 0}1`") == 1
    assert text.index("?? 0") < text.index("function double") < text.index("export const twice")


def test_the_entry_alone_exports_and_what_it_loads_later_stays_a_file_of_its_own() -> None:
    text = joined("main.js", SMALL)
    assert re.findall(r"^export \w+ (\w+)", text, re.MULTILINE) == ["twice", "later"]
    assert 'import("./greeting.js")' in text
    assert not re.search(r"^import ", text, re.MULTILINE)


def test_comments_go_and_what_only_looks_like_one_stays() -> None:
    text = joined("main.js", SMALL)
    assert "Of many lines" not in text
    assert "@ts-check" not in text
    assert "// no comment`" in text
    assert r"/\/\*/u" in text


@pytest.mark.node
def test_what_is_joined_does_what_the_modules_do(tmp_path: Path) -> None:
    (tmp_path / "main.mjs").write_text(joined("main.js", SMALL), encoding="utf-8")
    script = "const { twice } = await import(process.argv[1]); console.log(twice(21), globalThis.said);"
    shown = node("--input-type=module", "-e", script, (tmp_path / "main.mjs").as_uri())
    assert shown == "42 01 http://example.org // no comment\n"


@pytest.mark.node
@pytest.mark.parametrize("entry", ENTRIES)
def test_every_entry_is_a_module_that_parses_and_needs_no_other(entry: str, tmp_path: Path) -> None:
    """Two modules that declare one name would be refused here."""
    if NODE is None:
        pytest.skip("Node is absent (Debian: apt-get install nodejs)")
    text = dict(published(MODULES))[entry]
    assert not re.search(r"^import ", text, re.MULTILINE)
    assert set(re.findall(r'import\("\./([^"]+)"\)', re.sub(r"/\*\*.*?\*/", "", text))) <= set(ENTRIES)
    file = tmp_path / "entry.mjs"
    file.write_text(text, encoding="utf-8")
    done = subprocess.run([NODE, "--check", file], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
