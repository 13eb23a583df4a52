"""The looks of the pages: one style sheet for narrow and wide, light and dark, and paper."""

from pipeline.markup import Markup

LOOKS = Markup("""
:root {
  --ground: #fcfbf8; --text: #1d2126; --quiet: #565d66; --rule: #d9d6ce; --panel: #f2f0ea;
  --accent: #1f4e79; --on-accent: #ffffff; --focus: #b45309;
  color-scheme: light dark;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #15181c; --text: #e6e4df; --quiet: #a9b0b8; --rule: #363b42; --panel: #1e2227;
    --accent: #9cc4ec; --on-accent: #0e1a26; --focus: #f5b54a;
  }
}
* { box-sizing: border-box; }
html { font: 100%/1.6 "Source Serif 4", Charter, "Iowan Old Style", Georgia, serif; }
body {
  margin: 0 auto; max-width: 62rem; padding: clamp(1rem, 4vw, 3rem);
  background: var(--ground); color: var(--text); overflow-wrap: break-word;
}
h1, h2, h3 { line-height: 1.2; font-weight: 600; text-wrap: balance; }
h1 { font-size: clamp(1.7rem, 5vw, 2.6rem); margin: 0 0 .3rem; }
h2 { font-size: 1.35rem; margin: 3rem 0 1rem; }
h3 { font-size: 1.15rem; margin: 0 0 .3rem; }
a { color: var(--accent); text-underline-offset: .15em; }
a:focus-visible, summary:focus-visible, [tabindex]:focus-visible {
  outline: 3px solid var(--focus); outline-offset: 2px;
}
.publication { display: grid; gap: 1.5rem clamp(1.5rem, 5vw, 3rem); }
@media (min-width: 40rem) {
  .publication { grid-template-columns: minmax(9rem, 15rem) minmax(0, 1fr); align-items: start; }
}
.cover {
  display: block; width: 100%; max-width: 9rem; height: auto; border: 1px solid var(--rule);
  box-shadow: 0 .4rem 1.2rem rgb(0 0 0 / 18%);
}
@media (min-width: 40rem) { .cover { max-width: 15rem; } }
.drawn {
  aspect-ratio: 2 / 3; padding: 1.5rem 1.2rem; display: flex; flex-direction: column;
  justify-content: space-between; background: #1f4e79; color: #fff; border: 0; line-height: 1.25;
  overflow: hidden; font-weight: 600;
}
@media (min-width: 40rem) { .drawn { font-size: 1.15rem; } }
.drawn small { font-weight: 400; font-size: .85rem; }
.subtitle { font-size: 1.25rem; color: var(--quiet); margin: 0 0 .8rem; line-height: 1.35; }
.authors { margin: 0 0 1rem; }
.particulars, .size, footer { color: var(--quiet); font-size: .9rem; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .1rem 1.2rem; }
dl, dl dd { margin: 0; }
dt { color: var(--quiet); }
.editions { list-style: none; margin: 1.5rem 0; padding: 0; display: grid; gap: 1rem; }
@media (min-width: 48rem) {
  .editions { grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); }
}
.editions li {
  background: var(--panel); border: 1px solid var(--rule); border-radius: .5rem; padding: 1rem;
}
.editions p { margin: .6rem 0 0; line-height: 1.4; }
.button {
  display: flex; justify-content: space-between; align-items: baseline; gap: 1rem; width: 100%;
  min-height: 2.75rem; padding: .5rem 1rem; border-radius: .35rem; text-decoration: none;
  background: var(--accent); color: var(--on-accent); line-height: 1.6;
}
.button .size { color: inherit; }
.button:hover strong { text-decoration: underline; }
.contents, .contents ol { list-style: none; padding-left: 0; padding-inline-start: 0; margin: 0; }
.contents ol { padding-inline-start: 1.5rem; }
.contents .number { color: var(--quiet); display: inline-block; min-width: 1.6em; }
summary { cursor: pointer; padding: .4rem 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: .9rem; }
th, td { text-align: start; padding: .35rem 1rem .35rem 0; border-bottom: 1px solid var(--rule); }
code, pre { font-family: "Source Code Pro", ui-monospace, Menlo, Consolas, monospace; }
code { font-size: .88em; }
pre { background: var(--panel); border: 1px solid var(--rule); padding: .8rem 1rem; }
.shelf { border-top: 1px solid var(--rule); padding: 2.5rem 0; }
.shelf h2 { margin: 0 0 .3rem; }
footer { border-top: 1px solid var(--rule); margin-top: 3rem; padding-top: 1rem; }
footer ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .4rem 1.5rem; }
@media print { .button { background: none; color: inherit; border: 1px solid; } }
""")
