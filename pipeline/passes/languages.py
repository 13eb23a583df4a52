"""Languages of code: by the names that people give them, the lexers of Pygments.

Pygments knows 500 languages; those that this table does not name are found by Pygments's own
names for them.
"""

from collections.abc import Mapping

# What Pygments calls it, then the names that it does not know but people use.
_NAMES = """\
text        csv tsv log none nohighlight no-highlight plain plaintext txt math mermaid plantuml
apacheconf  htaccess
bash        dotenv env terminal
bat         cmd
c           h
common-lisp clisp
console     bash-session sh-session shellsession
cpp         cc cxx hh hpp
diff        patch git-diff
docker      containerfile
emacs-lisp  el
fsharp      fs
gherkin     feature
go          go-mod
graphql     gql
groovy      gradle
handlebars  hbs mustache
html        astro htm html5 svelte xhtml
ini         conf config desktop editorconfig service systemd
java        jsh
javascript  cjs es6 javascriptreact mjs node
jinja       j2 jinja2
json        geojson ipynb jsonc jsonl ndjson webmanifest
clojure     edn
kotlin      kt kts
make        mk
markdown    mdx qmd rmd
objective-c m
ocaml       ml mli
python      gyp ipython ipython3 jupyter python-repl
registry    reg
r           rscript
solidity    sol
sql         sqlite
tsx         typescriptreact
typescript  cts mts
vb.net      vb vba
vim         viml vimrc
wast        wasm
xml         plist rss svg wsdl xsd xsl
yaml        cff
"""
_OTHER_NAMES: Mapping[str, str] = {
    name: names.split()[0] for names in _NAMES.splitlines() for name in names.split()
}
PLAIN = "text"


def normal_language(words: str) -> str:
    """Give the name by which Pygments knows a language, if it does; `PLAIN` for none."""
    name = words.lower()
    return _OTHER_NAMES.get(name, name)
