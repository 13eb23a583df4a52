"""edition-pipeline: one Markdown source, editions that agree, and the proof.

::

    source --reader--> Document --passes--> Publication --exporter--> edition --read_back--> facts
                                                |  `------------- verify compares -------------'
                                                `--typesetting--> Pages

A reader (`readers`) makes a tree of frozen nodes (`model`) from Markdown. The passes decide
everything once: identifiers, numbers, outline, references, notes, assets. Exporters, found by
entry points, write what was decided and decide nothing. Each finished file is read back by code
that shares nothing with its writer, and `verify` compares the facts with the publication.
`build` is the only module that knows the whole road.
"""
