"""What makes the site of the documentation: `docs/make_site.py` uses it, and nothing of ikm does.

- `staging` lays every page out in one folder, as the site shows them;
- `notebooks` turns a notebook into a page;
- `screens` is the extension of Sphinx for blocks of code and for tables;
- `languages` is the extension of Sphinx that knows English and Indonesian pages;
- `checking` reads the built site and names what leads nowhere.
"""
