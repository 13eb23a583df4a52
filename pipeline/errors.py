"""Errors of the surroundings: what no change of the text can cure.

::

    PipelineError                  5
    ├── UsageError                 2   the command line asks for what does not exist
    │   ├── FormatUnknownError     2   no exporter of that name
    │   └── NameTakenError         2   two publications would have one file name
    ├── SourceError                5   missing, not readable, not UTF-8, no chapters in it
    ├── OutputError                5   the folder or file cannot be written
    ├── EditionError               4   a finished file cannot be read back
    ├── ValidatorMissingError      5   what is required cannot be judged on this machine
    ├── ReleaseRefusedError        1   a source with errors, or editions that do not agree
    ├── SigningError               5   a key cannot be used, or its program is missing
    ├── ReleaseUnreadableError     5   a folder or manifest that should be a release, and is not
    └── PluginError                5   an exporter is broken, missing or has two owners
"""


class PipelineError(Exception):
    """The surroundings' trouble, in one sentence that says what to do."""

    exit_code = 5


class UsageError(PipelineError):
    """The command line asks for what does not exist."""

    exit_code = 2


class FormatUnknownError(UsageError):
    """No installed exporter has that name."""


class NameTakenError(UsageError):
    """Two publications would be written to one file name."""


class SourceError(PipelineError):
    """A source is missing, unreadable or not UTF-8."""


class OutputError(PipelineError):
    """An edition cannot be written where it is wanted."""


class EditionError(PipelineError):
    """A finished edition is missing or cannot be read back."""

    exit_code = 4


class ReleaseRefusedError(PipelineError):
    """A source with errors, or whose editions do not agree, is not released."""

    exit_code = 1


class ReleaseUnreadableError(PipelineError):
    """A manifest, or what should have one, is no release that is known here."""


class SigningError(PipelineError):
    """A release cannot be signed with the key that is wanted."""


class PluginError(PipelineError):
    """An installed exporter cannot be used."""


class ValidatorMissingError(PipelineError):
    """A source requires a standard, and its validator is not here or gives no judgement."""
