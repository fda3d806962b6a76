"""The peers of benchmarks/search.py: Pagefind from PyPI, and the index of Material's search plugin with lunr in Node.

Both are installed into benchmarks/work. Pagefind reads pages of the bare articles; its own module searches in Node,
given `fetch` over files. Material's settings are those that its Arabic translation gives (pipeline empty, separator
of blanks and hyphens) and its query transform, which puts `*` behind every term.
"""

from __future__ import annotations

import html
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import psutil

from archive_tools.search.documents import SearchDoc
from benchmarks.workplace import WORK, clear

_PAGEFIND = """
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
const root = process.argv[2];
globalThis.window = { location: { origin: "http://x", href: "http://x/" } };
globalThis.location = window.location;
const element = { getAttribute: () => "ar" };
globalThis.document = { querySelector: () => element, currentScript: null, documentElement: element };
globalThis.fetch = async (url) => {
  const path = new URL(String(url), "http://x/").pathname.replace(/^.*pagefind\\//, "");
  const data = await readFile(root + "/" + path);
  return new Response(data);
};
const pagefind = await import(root + "/pagefind.mjs");
await pagefind.options({ basePath: "/pagefind/", baseUrl: "/" });
await pagefind.init("ar");
for await (const line of createInterface({ input: process.stdin })) {
  const { q, limit } = JSON.parse(line);
  const found = await pagefind.search(q);
  const top = await Promise.all(found.results.slice(0, limit).map((result) => result.data()));
  console.log(JSON.stringify(top.map((data) => data.url.split("/").filter(Boolean).pop().replace(".html", ""))));
}
"""

_LUNR = """
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { createRequire } from "node:module";
const lunr = createRequire(process.argv[3] + "/")("lunr");
const docs = JSON.parse(readFileSync(process.argv[2], "utf8"));
lunr.tokenizer.separator = /[\\s\\-]+/;
const index = lunr(function () {
  this.pipeline.reset();
  this.searchPipeline.reset();
  this.ref("location");
  this.field("title", { boost: 1e3 });
  this.field("text");
  for (const doc of docs) this.add(doc);
});
console.error(Math.round(process.memoryUsage().rss / 1e6));
for await (const line of createInterface({ input: process.stdin })) {
  const { q, limit } = JSON.parse(line);
  const required = (part) => part.split(/\\s+/).map((term) => "+" + term).join(" ");
  const terms = q.split(/"/g).map((part, i) => (i % 2 ? required(part) : part)).join("");
  const wild = terms.replace(/[+-]?\\s*[^\\s]+/g, (term) => (term.startsWith("+") ? term : term + "*"));
  let found = [];
  try { found = index.search(wild); } catch { found = []; }
  console.log(JSON.stringify(found.slice(0, limit).map((hit) => hit.ref)));
}
"""


def _node(script: Path, arguments: Sequence[str], queries: str) -> tuple[list[list[str]], str]:
    done = subprocess.run(
        ["node", "--max-old-space-size=4000", str(script), *arguments],
        input=queries,
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def _environment() -> Path:
    """A virtual environment with Pagefind, and lunr beside it; made once."""
    home = WORK / "venv-pagefind"
    if not (home / "bin" / "python").exists():
        subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
    subprocess.run([str(home / "bin" / "pip"), "install", "--quiet", "pagefind[bin]==1.5.2"], check=True)
    if not (WORK / "node_modules" / "lunr").exists():
        subprocess.run(["npm", "install", "--silent", "--prefix", str(WORK), "lunr@2.3.9"], check=True)
    return home


def pagefind(docs: Sequence[SearchDoc], queries: str) -> tuple[list[list[str]], dict[str, float]]:
    """Ids found for each query, best first; and what building cost."""
    home, site = _environment(), WORK / "pagefind-site"
    clear(site)
    site.mkdir(parents=True)
    for doc in docs:
        body = "".join(f"<p>{html.escape(text)}</p>" for _, text in doc.blocks)
        head = '<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>x</title></head><body>'
        page = f"{head}<main><h1>{html.escape(doc.headline)}</h1>{body}</main></body></html>"
        (site / f"{doc.id}.html").write_text(page, encoding="utf-8")
    start = time.perf_counter()
    command = [str(home / "bin" / "python"), "-m", "pagefind", "--site", str(site), "--root-selector", "main"]
    process = psutil.Popen([*command, "--output-path", str(site / "pagefind")], stdout=subprocess.DEVNULL)
    peak = 0
    while process.poll() is None:
        for one in [process, *process.children(recursive=True)]:
            try:
                peak = max(peak, one.memory_info().rss)
            except psutil.Error:
                continue
        time.sleep(0.05)
    seconds = time.perf_counter() - start
    files = [path for path in (site / "pagefind").rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files) / 1e6
    # Node takes a module for one only by this ending.
    shutil.copy(site / "pagefind" / "pagefind.js", site / "pagefind" / "pagefind.mjs")
    script = WORK / "pagefind-search.mjs"
    script.write_text(_PAGEFIND, encoding="utf-8")
    found, _ = _node(script, [str(site / "pagefind")], queries)
    return found, {"seconds": seconds, "peak_mb": peak / 1e6, "files": len(files), "mb": size}


def material(docs: Sequence[SearchDoc], queries: str) -> tuple[list[list[str]], dict[str, float]]:
    """Ids found for each query, best first; and what the reader's browser has to fetch and hold."""
    _environment()
    index = WORK / "search_index.json"
    rows = [
        {"location": doc.id, "title": doc.headline, "text": " ".join(text for _, text in doc.blocks)} for doc in docs
    ]
    index.write_text(json.dumps(rows), encoding="utf-8")
    script = WORK / "lunr-search.mjs"
    script.write_text(_LUNR, encoding="utf-8")
    start = time.perf_counter()
    found, memory = _node(script, [str(index), str(WORK)], queries)
    spent = time.perf_counter() - start
    return found, {"seconds": spent, "peak_mb": float(memory.split()[0]), "files": 1, "mb": index.stat().st_size / 1e6}
