"""Speed, memory and accuracy, as ratios within one run. Nothing here is a test; `make bench` prints and stores results.

The corpus is not part of the project: set ARCHIVE_CORPUS to a folder with articles-1k.jsonl.gz, articles-10k.jsonl.gz
and articles-more-40k.jsonl.gz, or put it at ../shared/corpus.
"""
