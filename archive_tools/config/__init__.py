"""What people write: mkdocs.yml, sidecars, authority files. Every mistake at once, with file and line."""
