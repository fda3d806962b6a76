"""Search: articles to a static index that the browser reads in small pieces, and the page that searches it.

update.py          makes and keeps the index
page.py            its page
client/            what the browser runs
reader.py          reads a finished index back
"""
