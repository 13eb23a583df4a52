"""Names of TeX that the library of formulas knows under others, or not at all."""

# Environments and what stands for their beginning, their end; how many arguments are left out.
ENVIRONMENTS = {
    name: (rf"\begin{{{inner}}}", rf"\end{{{inner}}}", arguments)
    for inner, names in (
        ("aligned", "align flalign split aligned"),
        ("gathered", "gather multline gathered"),
    )
    for arguments, name in ((0, name) for name in names.split())
} | {
    "alignat": (r"\begin{aligned}", r"\end{aligned}", 1),
    "alignedat": (r"\begin{aligned}", r"\end{aligned}", 1),
    "xalignat": (r"\begin{aligned}", r"\end{aligned}", 1),
    "eqnarray": (r"\begin{array}{rcl}", r"\end{array}", 0),
    "smallmatrix": (r"{\scriptstyle\begin{matrix}", r"\end{matrix}}", 0),
    "subarray": (r"{\begin{matrix}", r"\end{matrix}}", 1),
    "equation": ("", "", 0),
    "displaymath": ("", "", 0),
    "math": ("", "", 0),
    "subequations": ("", "", 0),
}
_SIZES = ("big", "Big", "bigg", "Bigg")
DELIMITED = (
    r"\left",
    r"\right",
    r"\middle",
    *(f"\\{size}{side}" for size in _SIZES for side in ("", "l", "r", "m")),
)
ANGLES = {"<": r"\langle ", ">": r"\rangle "}
TEXTS = {
    r"\text": r"\text",
    r"\mbox": r"\text",
    r"\hbox": r"\text",
    r"\textnormal": r"\text",
    r"\textup": r"\text",
    r"\textrm": r"\text",
    r"\textsf": r"\text",
    r"\textbf": r"\textbf",
    r"\textit": r"\textit",
    r"\emph": r"\textit",
    r"\texttt": r"\texttt",
}
OTHER_NAMES = {
    **dict.fromkeys((r"\ldots", r"\hdots", r"\dotsc", r"\dotso"), "\N{HORIZONTAL ELLIPSIS}"),
    **dict.fromkeys((r"\dotsb", r"\dotsm", r"\dotsi"), r"\cdots"),
    r"\colon": r"{:}\,",
    r"\bold": r"\mathbf",
    r"\nicefrac": r"\tfrac",
    r"\sfrac": r"\tfrac",
    r"\euro": "\N{EURO SIGN}",
    r"\qed": r"\square",
    r"\varlimsup": r"\overline{\lim}",
    r"\varliminf": r"\underline{\lim}",
    r"\argmin": r"\operatorname*{arg\,min}",
    r"\argmax": r"\operatorname*{arg\,max}",
    **dict.fromkeys(
        (
            r"\nonumber",
            r"\notag",
            r"\allowbreak",
            r"\nobreak",
            r"\strut",
            r"\smash",
            r"\displaylimits",
            r"\ensuremath",
            r"\rlap",
            r"\llap",
            r"\mathrlap",
            r"\mathllap",
            r"\mathclap",
            r"\protect",
        ),
        "",
    ),
}
