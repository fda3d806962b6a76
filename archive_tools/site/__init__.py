"""Pages -> site/: the theme, MkDocs as a library, the writer, feeds and exports."""
