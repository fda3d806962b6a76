"""The language: fold, tokens, proclitics, names of months and days, numerals. No I/O beyond its own tables."""
