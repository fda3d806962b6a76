"""What `archive new DIR` writes: a small archive of one's own that builds as it stands.

The files lie beside this module under the names that they get in DIR. Nothing here is read at build time.
"""

from __future__ import annotations

FILES: tuple[str, ...] = (
    ".github/workflows/publish.yml",
    ".gitignore",
    "README.md",
    "docs/_home.md",
    "docs/about.md",
    "mkdocs.yml",
    "requirements.txt",
    "seeds/authority/actors.yml",
    "seeds/authority/outlets.yml",
    "seeds/authority/places.yml",
    "seeds/authority/topics.yml",
    "seeds/decisions/README.md",
    "seeds/example.txt",
    "seeds/example.txt.yml",
)
"""Their names below DIR, with forward slashes, sorted; only these are copied."""
