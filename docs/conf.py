"""The documentation as pages for a browser: scripts/make_site."""

import os
import re

project = "Entente"
author = "The authors of Entente"
extensions = ["myst_nb"]
root_doc = "docs/index"
# Links between pages stay as they are in the sources, so that these read well without a site, too.
include_patterns = ["README.md", "docs/**", "cases/*/README.md", "validation/README.md", "bench/README.md"]
exclude_patterns = ["docs/conf.py", "docs/_*"]
myst_heading_anchors = 3
myst_enable_extensions = []
suppress_warnings = [
    "misc.highlighting_failure",  # JSON with dots where something is left out
    "myst.header",  # README begins with its title and ends where the pages of docs/ go on
]
nb_execution_mode = os.environ.get("ENTENTE_SITE_NOTEBOOKS", "off")
nb_execution_timeout = 60
nb_execution_raise_on_error = True
html_theme = "furo"
html_title = "Entente"
html_show_copyright = False
html_show_sphinx = False
html_copy_source = False
html_theme_options = {"navigation_with_keys": True}
html_static_path = ["_static"]
html_css_files = ["site.css"]

_LINK = re.compile(r"(?<!!)\[([^\[\]]*)\]\(([^)\s]+)\)")


def _keep_links_to_pages(app, docname, source):
    """Links to what is no page (a folder, a file of code) become plain text: the site holds pages only."""
    here = os.path.dirname(os.path.join(app.srcdir, docname))

    def kept(link):
        words, target = link.groups()
        path = os.path.join(here, target.partition("#")[0])
        if re.match(r"https?:|mailto:|#", target) or (path.endswith((".md", ".ipynb")) and os.path.isfile(path)):
            return link[0]
        return words

    if not docname.startswith("docs/notebooks/"):
        source[0] = _LINK.sub(kept, source[0])


def setup(app):
    app.connect("source-read", _keep_links_to_pages)
