"""How Sphinx builds the site; `docs/make_site.py` runs it on the folder that `press.staging` lays out."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

PRESS = Path(__file__).parent / "press"

project = "ikm"
author = "The ikm developers"
extensions = ["myst_parser", "sphinx_copybutton", "press.languages", "press.screens"]
root_doc = "index"
language = "en"
# Numbers as people write them (81,5) are no TOML; the tests load these blocks.
suppress_warnings = ["misc.highlighting_failure"]

myst_enable_extensions = ["colon_fence", "deflist", "attrs_inline"]
myst_heading_anchors = 4
myst_links_external_new_tab = False

html_theme = "furo"
html_title = "ikm"
html_static_path = [str(PRESS / "static")]
templates_path = [str(PRESS / "templates")]
html_css_files = ["site.css"]
html_js_files = [("site.js", {"defer": "defer"})]
# The colours of ikm's own pages (src/ikm/rendering/data/page.css).
html_theme_options = {
    "light_css_variables": {
        "color-lead": "#17375e",
        "color-bar": "#2b6cb0",
        "color-alarm": "#7a2e0e",
        "color-alarm-tint": "#fdf4ec",
        "color-brand-primary": "#17375e",
        "color-brand-content": "#1f5592",
        "color-brand-visited": "#1f5592",
        "color-foreground-primary": "#1c2127",
        "color-foreground-secondary": "#4d545c",
        "color-foreground-muted": "#5d646d",
        "color-background-secondary": "#f5f5f2",
        "color-background-border": "#d9dce0",
    },
    "dark_css_variables": {
        "color-lead": "#9cc3f0",
        "color-bar": "#6fa3dc",
        "color-alarm": "#f6bd94",
        "color-alarm-tint": "#2c2019",
        "color-brand-primary": "#9cc3f0",
        "color-brand-content": "#9cc3f0",
        "color-brand-visited": "#9cc3f0",
        "color-foreground-primary": "#e7e9ec",
        "color-foreground-secondary": "#b4bbc3",
        "color-foreground-muted": "#a9b1ba",
        "color-background-primary": "#15181c",
        "color-background-secondary": "#1e2329",
        "color-background-border": "#363c44",
    },
}
html_copy_source = False
html_show_sourcelink = False
html_show_copyright = False
html_use_index = False
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "sidebar/language.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
    ]
}
smartquotes = False  # what is typed stands in straight quotes
highlight_language = "text"
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True
