"""The stylesheet of the page: the theme's, and what a page has that a book has not."""

from pipeline.markup import stylesheet
from pipeline.theme import Theme

_LAYOUT = """\
:root { color-scheme: light dark; background-color: Canvas; color: CanvasText; }
body { margin: 0 auto; padding: 0 1.2rem 4rem; max-width: 40rem; font-size: 1.0625rem; }
main, .title-page { min-width: 0; }
.title-page { padding: 2.5rem 0 1rem; }
.cover-image { display: block; width: auto; max-width: min(16rem, 60%); margin: 0 0 2rem; }
main > section { margin-bottom: 2.5rem; }
section > .part-title:first-child { margin-top: 4rem; }
:target { scroll-margin-top: 1rem; }
a:focus-visible, [tabindex]:focus-visible { outline: 0.15em solid; outline-offset: 0.15em; }
.navigation nav { margin-bottom: 2rem; }
.navigation nav li { padding: 0.15em 0; }
.navigation a:has(> .number) { display: block; padding-inline-start: 1.6em; text-indent: -1.6em; }
.navigation .number { text-indent: 0; min-width: 1.6em; }
@media (min-width: 75rem) {
body.beside {
  display: grid;
  max-width: 62rem;
  grid-template-columns: 17rem minmax(0, 40rem);
  column-gap: 4rem;
}
body.beside > .title-page, body.beside > main { grid-column: 2; }
body.beside > .navigation {
  grid-column: 1;
  grid-row: 1 / span 2;
  position: sticky;
  top: 0;
  align-self: start;
  max-height: 100vh;
  overflow-y: auto;
  padding: 2.5rem 0.5rem 2rem 0;
  box-sizing: border-box;
  font-size: 0.9375rem;
}
}
@media print {
:root { color-scheme: light; }
body { max-width: none; padding: 0; font-size: 10.5pt; }
.title-page { padding-top: 0; }
main a { color: inherit; text-decoration: none; }
[role=doc-backlink] { display: none; }
.table, .formula { overflow: visible; }
}
@page { margin: 2.2cm 2.4cm; }
"""


def page_style(theme: Theme) -> str:
    """Give the stylesheet of a page in a theme."""
    return f"{stylesheet(theme)}{_LAYOUT}"
