"""Signatures: who vouches for the checksums of a release, by an SSH key or by minisign.

Keys are used where they lie, by the programs that they belong to; what these ask (a passphrase,
a touch) they ask whoever runs the command.
"""

import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pipeline.distribute.checksums import CHECKSUMS
from pipeline.distribute.release import Signature
from pipeline.errors import SigningError

SSH = "ssh"
_SSH_SIGNATURE = Signature(SSH, f"{CHECKSUMS}.sig", "allowed_signers")
_MINISIGN_SIGNATURE = Signature("minisign", f"{CHECKSUMS}.minisig", "minisign.pub")
_PRINCIPAL = "releases"
_NAMESPACE = "file"
_SSH_KEYS = ("ssh-", "ecdsa-", "sk-", "-----BEGIN ")
_MINISIGN_KEY = "untrusted comment:"
_LARGEST_KEY = 1 << 16  # bytes


class Signer(Protocol):
    """What signs the checksums of a release, and what readers check that with."""

    @property
    def signature(self) -> Signature:
        """The names of what is written."""

    def write_key(self, folder: Path) -> None:
        """Write the public key into the folder of a release; raises SigningError."""

    def sign(self, folder: Path) -> None:
        """Sign the checksums in the folder of a release; raises SigningError."""


def signer_for(key: Path) -> Signer:
    """Give what signs with a key: its file tells which kind it is.

    It is an SSH key, or a public one whose private half the agent has, or minisign's secret key.
    Raises SigningError where it is none of these, or where the program for it is missing.
    """
    try:
        with key.open("rb") as file:
            text = file.read(_LARGEST_KEY).decode("utf-8", "replace").lstrip()
    except OSError as error:
        raise SigningError(f"the key {key} cannot be read: {error.strerror or error}") from error
    if text.startswith(_SSH_KEYS):
        return _Ssh(key, _program("ssh-keygen", "OpenSSH"))
    if text.startswith(_MINISIGN_KEY):
        return _Minisign(key, _program("minisign", "minisign"))
    raise SigningError(f"{key} is neither an SSH key nor a secret key of minisign")


def _program(name: str, package: str) -> str:
    path = shutil.which(name)
    if path is None:
        raise SigningError(f"signing needs {name}, which is not on PATH; install {package}")
    return path


def check_command(signature: Signature) -> str:
    """Give the command by which readers check a signature, beside the files of the release."""
    if signature.kind == SSH:
        return (
            f"ssh-keygen -Y verify -f {signature.key} -I {_PRINCIPAL} -n {_NAMESPACE} "
            f"-s {signature.file} < {CHECKSUMS}"
        )
    return f"minisign -V -p {signature.key} -m {CHECKSUMS}"


@dataclass(frozen=True, slots=True)
class _Ssh:
    """Signs with `ssh-keygen -Y sign` (OpenSSH 8.1 or later; PROTOCOL.sshsig)."""

    key: Path
    program: str

    @property
    def signature(self) -> Signature:
        """The names of what is written."""
        return _SSH_SIGNATURE

    def write_key(self, folder: Path) -> None:
        """Write the public key as one that may sign releases (ssh-keygen(1), ALLOWED SIGNERS)."""
        words = self._public().split()
        line = f'{_PRINCIPAL} namespaces="{_NAMESPACE}" {" ".join(words[:2])}\n'
        (folder / self.signature.key).write_text(line, encoding="utf-8")

    def _public(self) -> str:
        for path in (self.key, self.key.with_name(f"{self.key.name}.pub")):
            if path.is_file():
                text = path.read_text("utf-8", "replace")
                if not text.lstrip().startswith("-----BEGIN "):
                    return text
        return _run([self.program, "-y", "-f", str(self.key)])

    def sign(self, folder: Path) -> None:
        """Sign the checksums."""
        sums = folder / CHECKSUMS
        _run([self.program, "-q", "-Y", "sign", "-n", _NAMESPACE, "-f", str(self.key), str(sums)])


@dataclass(frozen=True, slots=True)
class _Minisign:
    """Signs with minisign."""

    key: Path
    program: str

    @property
    def signature(self) -> Signature:
        """The names of what is written."""
        return _MINISIGN_SIGNATURE

    def write_key(self, folder: Path) -> None:
        """Write the public key, which follows from the secret one."""
        with tempfile.TemporaryDirectory() as drafts:
            draft = Path(drafts) / "key.pub"
            _run([self.program, "-R", "-f", "-s", str(self.key), "-p", str(draft)])
            shutil.copyfile(draft, folder / self.signature.key)

    def sign(self, folder: Path) -> None:
        """Sign the checksums; the trusted comment is the folder's files, and no time of day."""
        sums = folder / CHECKSUMS
        comment = f"checksums of a release, file:{CHECKSUMS}"
        _run([self.program, "-S", "-s", str(self.key), "-m", str(sums), "-t", comment])


def _run(command: list[str]) -> str:
    """Run a program of signing; give what it prints, but for its questions and complaints."""
    ended = subprocess.run(  # noqa: S603 - a program by its path, and names of files
        command, stdout=subprocess.PIPE, check=False
    )
    if ended.returncode != 0:
        raise SigningError(f"{Path(command[0]).name} did not sign the release: see above")
    return ended.stdout.decode("utf-8", "replace")
