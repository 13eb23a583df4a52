"""Code gets its tokens once: the same text, in pieces that say what they are, in little time."""

import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise

import pytest
from commands import ROOT, clean_environment
from growth import best_times, no_collection
from hypothesis import given, settings
from hypothesis import strategies as st
from pygments.lexers import find_lexer_class

from pipeline.model.nodes import CodeBlock, CodeToken, TokenKind
from pipeline.model.source import SourceFile
from pipeline.model.walk import walk
from pipeline.passes.fragile import HAZARDS, HOPELESS
from pipeline.passes.highlighting import highlight_code
from pipeline.passes.languages import _NAMES
from pipeline.passes.lexing import MAX_CHARACTERS, MAX_LINE, _lexer, lex
from pipeline.passes.token_kinds import kind_of
from pipeline.readers import read
from pipeline.theme import THEMES, Theme

K = TokenKind


def words(text: str) -> list[str]:
    """Give the words of a text, between spaces alone."""
    return text.split(" ")


def joined(tokens: tuple[CodeToken, ...]) -> str:
    """Give the text of tokens."""
    return "".join(token.text for token in tokens)


# By language and text, the tokens as `kind:word`, without spaces.
TOKENS = [
    ("python", "def f():", "keyword:def function:f plain:():"),
    ("py", "@deco", "meta:@deco"),
    ("python", "x = 'a'  # b", "name:x operator:= string:'a' comment:#b"),
    ("rust", "fn main() {}", "keyword:fn function:main plain:(){}"),
    ("rs", "let x: u8 = 1", "keyword:let name:x plain:: type:u8 operator:= number:1"),
    ("c", "#define A", "meta:#defineA"),
    ("java", "class A {", "keyword:class type:A plain:{"),
    ("json", '{"a": 1}', 'plain:{ type:"a" plain:: number:1 plain:}'),
    ("jsonc", "// a\n1", "comment://a number:1"),
    ("yml", "a: 'b'", "type:a plain:: string:'b'"),
    ("diff", "-a\n+b", "deleted:-a inserted:+b"),
    ("patch", "+b", "inserted:+b"),
    ("html", "<a b='c'>", "plain:< type:a function:b operator:= string:'c' plain:>"),
    ("console", "$ ls", "meta:$ plain:ls"),
    ("php", "echo 1;", "keyword:echo number:1 plain:;"),
    ("php", "<?php echo 1;", "meta:<?php keyword:echo number:1 plain:;"),
]


@pytest.mark.parametrize(("language", "text", "expected"), TOKENS)
def test_tokens_say_what_they_are(language: str, text: str, expected: str) -> None:
    tokens = lex(language, text)
    assert joined(tokens) == text
    shown = ((kind.value, "".join(word.split())) for kind, word in tokens)
    assert " ".join(f"{kind}:{word}" for kind, word in shown if word) == expected


@pytest.mark.parametrize(
    "language",
    words(
        "rust rs js jsx ts tsx javascript typescript sh bash zsh shell console powershell cmd bat c"
        " c++ cpp c# csharp java kotlin kt swift go golang python py python3 ruby rb perl php lua r"
        " julia haskell hs scala elixir erlang clojure json jsonc json5 yaml yml toml ini xml svg"
        " html css scss less markdown md rst latex tex sql graphql protobuf proto dockerfile docker"
        " makefile"
        " make cmake nginx hcl terraform tf diff patch http vim jinja2 Rust JSON Python C++"
    ),
)
def test_the_names_that_people_give_languages_are_known(language: str) -> None:
    assert lex(language, "let a = 1;")


# Whose own lexers take cubic time for spaces.
BETTER_AS_INI = {"desktop", "systemd"}


@pytest.mark.parametrize("line", _NAMES.splitlines(), ids=lambda line: line.split()[0])
def test_names_of_our_own_lead_to_lexers_and_hide_none(line: str) -> None:
    name, *others = line.split()
    assert _lexer(name) is not None
    assert {other for other in others if _lexer(other) is not None} <= BETTER_AS_INI


@pytest.mark.parametrize(
    "language", ["text", "none", "plain", "plaintext", "txt", "nohighlight", "mermaid", "math"]
)
def test_what_is_no_code_has_no_tokens(language: str) -> None:
    assert lex(language, "let a = 1;") == ()


@pytest.mark.parametrize("language", ["klingon", "", "{", "a b", "\x00", "../python", "Text only"])
def test_an_unknown_language_is_no_trouble(language: str) -> None:
    assert lex(language, "let a = 1;") == ()


def test_neighbours_of_one_kind_are_one_token() -> None:
    kinds = [kind for kind, _ in lex("rust", "// a\n// b\nfn main() { let x = (1, 2); }")]
    assert all(first is not second for first, second in pairwise(kinds))


LANGUAGES = st.sampled_from(
    words(
        "python pycon rust js ts html css json yaml toml bash console c cpp java go php ruby sql"
        " diff markdown xml ini make docker powershell perl lua r haskell elixir http tex kotlin"
        " swift"
    )
)
CODE = st.lists(
    st.sampled_from(
        words(
            "a b 1 0x \" ' ` \\ /* */ // # <!-- --> < > ( ) { } [ ] ; : , . = + - @ $ % & ! | ~ ^"
            " \n \t \r \x0b \x85 \u2028 é 中 😀 \x01 def class fn if import <script> </script>"
            ' <?php $( ${ <<EOF EOF """ \'\'\' r#" \n\n >>> $ ... +++ --- @@'
        )
    )
    | st.text(max_size=3),
    max_size=60,
).map(" ".join) | st.text(max_size=80)


@settings(max_examples=200, deadline=None)
@given(LANGUAGES, CODE)
def test_tokens_are_the_text(language: str, text: str) -> None:
    tokens = lex(language, text)
    assert joined(tokens) == text or tokens == ()
    assert all(token.text for token in tokens)


@pytest.mark.parametrize("text", ["", "\n", "\n\n", "a\n", "  a", "\ta  \n\n", "a\r\nb", "\ufeffa"])
@pytest.mark.parametrize("language", ["python", "html", "console", "diff", "markdown", "json"])
def test_space_is_kept(language: str, text: str) -> None:
    assert joined(lex(language, text)) in {text, ""}


@pytest.mark.parametrize(
    "name",
    ["Token", "Token.Text.Whitespace", "Token.Error", "Token.Generic.Output", "Token.Brand.New"],
)
def test_what_has_no_kind_is_plain(name: str) -> None:
    assert kind_of(name) is K.PLAIN


# The pass


def highlighted(text: str) -> list[CodeBlock]:
    """Give the blocks of code of a source after the pass."""
    document, _ = read(SourceFile("a.md", text, "/", "a"))
    document, said = highlight_code(document)
    assert said == ()
    return [n for n in walk((*document.blocks, *document.notes)) if isinstance(n, CodeBlock)]


def test_blocks_get_tokens_wherever_they_stand() -> None:
    code = ["```rust", "fn f() {}", "```"]
    in_note = "".join(f"    {line}\n" for line in code)
    in_list = "".join(f"  > {line}\n" for line in code)
    blocks = highlighted(f"{chr(10).join(code)}\n\n- a\n\n{in_list}\n[^a]\n\n[^a]: b\n\n{in_note}")
    assert [joined(block.tokens) for block in blocks] == ["fn f() {}"] * 3


def test_blocks_without_a_language_have_no_tokens() -> None:
    assert [block.tokens for block in highlighted("    fn f() {}\n\n```\nfn f() {}\n```\n")] == [
        (),
        (),
    ]


def test_equal_blocks_share_their_tokens() -> None:
    first, second = highlighted("```rust\nfn f() {}\n```\n" * 2)
    assert first.tokens is second.tokens


@pytest.mark.parametrize(
    ("text", "is_imported"), [("A `b`.\n\n    c\n", False), ("```py\na\n```\n", True)]
)
def test_pygments_is_imported_for_code_only(text: str, is_imported: object) -> None:
    script = (
        "import sys; from pipeline.readers import read;"
        "from pipeline.model.source import SourceFile;"
        "from pipeline.passes import Origin, prepare;"
        "prepare(read(SourceFile('a', sys.argv[1], '/', 'a'))[0], Origin('a'));"
        "print('pygments' in sys.modules)"
    )
    told = subprocess.run(
        [sys.executable, "-c", script, text],
        cwd=ROOT,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == f"{is_imported}\n"


# Time


@pytest.mark.parametrize(
    "language", words("python rust js ts html markdown bash c cpp csharp java")
)
@pytest.mark.parametrize(
    "fragment",
    [
        *words('\' " """ /* <!-- ` ( { \\ "\\ // = $('),
        *("\n", "a\n", "a ", " \n", "<a ", "<<EOF\n"),
    ],
    ids=ascii,
)
def test_hostile_code_is_left_without_tokens(language: str, fragment: str) -> None:
    usual = f"let name_{language} = call(1);\n" * 4
    million = fragment * (1_000_000 // len(fragment))
    lines = "\n".join([(fragment * 900)[:900]] * 20)
    assert lex(language, million) == lex(language, lines) == ()
    with no_collection():
        tried = best_times(
            lambda: lex(language, usual),
            lambda: (lex(language, million), lex(language, lines)),
        )
        assert any(hostile <= usually + 0.1 for usually, hostile in tried)


@pytest.mark.parametrize(
    "make",
    [
        lambda: "".join(f"a{n} = {n}\n" for n in range(MAX_CHARACTERS)),
        lambda: "a = '" + "".join(map(str, range(MAX_LINE))) + "'",
    ],
)
def test_what_is_too_long_has_no_tokens(make: Callable[[], str]) -> None:
    assert lex("python", make()) == ()


def test_long_code_has_tokens_all_the_same() -> None:
    text = "".join(f"def f{n}(a):\n    return a + {n}  # some {n}\n\n" for n in range(300))
    assert joined(lex("python", text)) == text


# Colours


def luminance(colour: str) -> float:
    """Give the relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrasts_are_those_of_the_guidelines() -> None:
    assert contrast("000000", "ffffff") == pytest.approx(21)
    assert contrast("777777", "ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("kind", TokenKind)
def test_every_kind_of_token_can_be_read(theme: Theme, kind: TokenKind) -> None:
    colour = theme.token(kind).colour
    for ground in ("ffffff", theme.colours.shade, theme.colours.pointed):
        assert contrast(colour, ground) >= 4.5


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_every_tone_can_be_read(theme: Theme) -> None:
    for _, tone in theme.tones:
        assert contrast(tone.title, tone.ground) >= 4.5
        assert contrast(theme.colours.text, tone.ground) >= 4.5


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_text_can_be_read_on_every_ground(theme: Theme) -> None:
    for ground in theme.colours.grounds:
        assert contrast(theme.colours.text, ground) >= 4.5
        assert contrast(theme.colours.link, ground) >= 4.5


@pytest.mark.parametrize("name", [*HAZARDS, *sorted(HOPELESS)])
def test_what_would_stop_a_lexer_is_left_plain(name: str) -> None:
    alias = find_lexer_class(name).aliases[0]
    assert lex(alias, '"' + "\\\\" * 40 + "\n(a" + ".a" * 40 + "\n") == ()


@pytest.mark.parametrize("name", HAZARDS)
def test_a_lexer_with_a_hazard_still_reads_what_is_safe(name: str) -> None:
    assert lex(find_lexer_class(name).aliases[0], "(a b) ; 1\n")
