"""The names of keys, as authors write them and as keyboards show them."""

import re

_NAMES = {
    "Alt": "alt",
    "AltGr": "altgr alt-graph",
    "⌘": "cmd command",
    "Ctrl": "ctrl control",
    "Fn": "fn function",
    "Meta": "meta",
    "Option": "opt option",
    "Shift": "shift",
    "Super": "super",
    "Win": "win windows",
    "Back Tab": "backtab bktab",
    "Backspace": "backspace back bksp",
    "Break": "break cancel",
    "Caps Lock": "caps-lock caps capital cplk",
    "Clear": "clear clr",
    "Del": "del delete",
    "Down": "down arrow-down",
    "Eject": "eject",
    "End": "end",
    "Enter": "enter",
    "Esc": "esc escape",
    "Help": "help",
    "Home": "home",
    "Ins": "ins insert",
    "Left": "left arrow-left",
    "Menu": "menu context-menu apps",
    "Num Lock": "num-lock numlk numlock",
    "Page Down": "page-down pagedown pgdn page-dn next",
    "Page Up": "page-up pageup pgup prior",
    "Pause": "pause",
    "Power": "power",
    "Print Screen": "print-screen prtsc prtscr snapshot",
    "Return": "return",
    "Right": "right arrow-right",
    "Scroll Lock": "scroll-lock scroll scrlk",
    "Space": "space spc",
    "Tab": "tab tabulator",
    "Up": "up arrow-up",
    "Num *": "num-asterisk multiply",
    "Num +": "num-plus add",
    "Num -": "num-minus subtract",
    "Num .": "num-separator decimal separator",
    "Num /": "num-slash divide",
    "Num =": "num-equal",
    "Num Clear": "num-clear",
    "Num Del": "num-del num-delete",
    "Num Enter": "num-enter",
    "Back": "browser-back",
    "Forward": "browser-forward forward",
    "Refresh": "browser-refresh refresh",
    "Search": "browser-search search",
    "Mute": "volume-mute mute",
    "Volume Down": "volume-down vol-down voldown",
    "Volume Up": "volume-up vol-up volup",
    "Next Track": "media-next-track next-track",
    "Play/Pause": "media-play-pause play-pause play",
    "Previous Track": "media-prev-track prev-track previous-track",
    "Stop": "media-stop stop",
    "Left Button": "left-button lbutton",
    "Middle Button": "middle-button mbutton",
    "Right Button": "right-button rbutton",
    "X Button 1": "x-button1 xbutton1",
    "X Button 2": "x-button2 xbutton2",
    "!": "exclam exclamation",
    '"': "double-quote dblquote",
    "'": "single-quote quote",
    "+": "plus",
    ",": "comma",
    "-": "minus hyphen",
    ".": "period",
    "/": "slash",
    ":": "colon",
    ";": "semicolon",
    "<": "less less-than lt",
    "=": "equal",
    ">": "greater greater-than gt",
    "?": "question question-mark",
    "[": "bracket-left open-bracket",
    "\\": "backslash",
    "]": "bracket-right close-bracket",
    "_": "underscore",
    "`": "grave grave-accent",
    "{": "brace-left open-brace",
    "|": "bar pipe",
    "}": "brace-right close-brace",
    "~": "tilde",
}
_SHOWN = {alias: name for name, aliases in _NAMES.items() for alias in aliases.split()}
_NUMBERED = re.compile(r"(f|num)-?([0-9]{1,2})")
_LAST_OF = {"f": 24, "num": 9}
_SIDED = re.compile(r"(left|right|l|r)-?(?=[a-z])")
_MODIFIERS = frozenset({"Alt", "⌘", "Ctrl", "Meta", "Option", "Shift", "Super", "Win"})
_SIDES = {"l": "Left", "r": "Right"}


def key_name(written: str) -> str:
    """Give what a key is called; "" where no key is called so."""
    name = written.lower().replace("_", "-")
    return _character(name) or _SHOWN.get(name) or _numbered(name) or _sided(name)


def _character(name: str) -> str:
    return name.upper() if len(name) == 1 and name.isalnum() else ""


def _numbered(name: str) -> str:
    """Read keys that are counted: `f12`, `num5`."""
    match = _NUMBERED.fullmatch(name)
    if match is None or int(match[2]) > _LAST_OF[match[1]]:
        return ""
    number = int(match[2])
    if match[1] == "num":
        return f"Num {number}"
    return f"F{number}" if number else ""


def _sided(name: str) -> str:
    """Read keys that keyboards have twice: `left-shift`, `rctrl`."""
    match = _SIDED.match(name)
    key = _SHOWN.get(name[match.end() :], "") if match else ""
    return f"{_SIDES[name[0]]} {key}" if key in _MODIFIERS else ""
