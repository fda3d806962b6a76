"""The MkDocs theme `archive`: templates and assets, found by MkDocs through the entry point `mkdocs.themes`."""
