"""A static digital archive of reporting: source articles in, a searchable right-to-left website out."""
