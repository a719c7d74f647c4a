"""How Sphinx builds the site; `docs/make_site.py` runs it on the folder that `press.staging` lays out."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

PRESS = Path(__file__).parent / "press"

project = "ikm"
author = "The ikm developers"
extensions = ["myst_parser", "sphinx_copybutton", "press.languages"]
root_doc = "index"
language = "en"
suppress_warnings = [
    "toc.empty_glob",
    "misc.highlighting_failure",  # numbers as people write them (81,5) are no TOML; the tests load these blocks
]

myst_enable_extensions = ["colon_fence", "deflist", "attrs_inline"]
myst_heading_anchors = 4
myst_links_external_new_tab = False

html_theme = "furo"
html_title = "ikm"
html_static_path = [str(PRESS / "static")]
templates_path = [str(PRESS / "templates")]
html_css_files = ["site.css"]
html_js_files = ["site.js"]
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
highlight_language = "text"
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True
