"""The browser's way through a tree of many levels, against the tree as Python has it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archive_tools.search import node, numbers
from archive_tools.search import tree as tree_module
from archive_tools.search.tree import Changes, Shape, Tree
from tests.search.node_runner import CLIENT, NODE
from tests.search.node_runner import node as run_node

pytestmark = [pytest.mark.node, pytest.mark.skipif(NODE is None, reason="Node is absent")]

_SCRIPT = """
import { readFile } from "node:fs/promises";
import { Source } from "%(client)s/source.js";
import { numberKey, Tree } from "%(client)s/tree.js";
const [folder, root, asked] = JSON.parse(process.argv[1]);
const tree = new Tree(new Source((name) => readFile(`${folder}/${name}`)), "x", root);
const found = await Promise.all(asked.map((keys) => tree.holding(keys.map(numberKey))));
const decoder = new TextDecoder();
console.log(JSON.stringify(found.map((entries) => entries.map(({ value }) => Number(decoder.decode(value))))));
"""


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits so small that a few hundred entries make a tree of several levels."""
    monkeypatch.setattr(tree_module, "_ROOT", 60)
    monkeypatch.setattr(tree_module, "_FENCE_THRESHOLD", (1 << 32) // 60)


@pytest.mark.usefixtures("small")
def test_entries_at_or_behind_many_keys_are_found_once_each(tmp_path: Path) -> None:
    there = list(range(10, 6000, 10))
    files: dict[bytes, bytes] = {}
    changes = Changes(files.__setitem__)
    entries = [(numbers.key(number), str(number).encode()) for number in there]
    tree = Tree(Shape(b"x", 60), None, files.__getitem__).update(entries, changes)
    for name, data in files.items():
        (tmp_path / node.file_name(name)).write_bytes(node.compress(data))
    assert tree.root is not None
    assert len([data for data in files.values() if data[:1] == node.FENCE]) > 20
    asked = [[], [1], [5, 10, 11, 15], there, list(range(0, 7000, 3)), [5990, 5991, 6001]]
    script = _SCRIPT % {"client": CLIENT.as_uri()}
    found = json.loads(
        run_node("--input-type=module", "-e", script, json.dumps([str(tmp_path), tree.root.hex(), asked]))
    )
    behind = [sorted({-(-key // 10) * 10 or 10 for key in keys} & set(there)) for keys in asked]
    assert found == behind
