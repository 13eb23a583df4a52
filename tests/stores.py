"""Real servers for targets, each an ordinary process on this machine, and what goes wrong there."""

import getpass
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

import pytest
from validators import absent

LOCAL = "127.0.0.1"
LIMIT = 60  # seconds that a server may take to begin


def free_port() -> int:
    """Give a port that nobody listens at."""
    with socket.socket() as found:
        found.bind((LOCAL, 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def running(command: Sequence[str], port: int, **environment: str) -> Iterator[None]:
    """Run a server until it is not needed any more; wait for it to listen first."""
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, **environment},
    ) as server:
        try:
            _wait(server, port)
            yield
        finally:
            server.terminate()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + LIMIT
    while time.monotonic() < end and server.poll() is None:
        try:
            socket.create_connection((LOCAL, port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    server.kill()
    raise AssertionError(f"the server did not begin: {server.communicate()[1][-2000:]!r}")


# SSH


@dataclass(frozen=True, slots=True)
class Account:
    """What a user has who may log in: a home with a key, and a server that knows it."""

    home: Path
    port: int
    user: str = field(default_factory=getpass.getuser)

    def url(self, folder: Path, port: int = 0) -> str:
        """Give the address of a folder on the server."""
        return f"sftp://{self.user}@{LOCAL}:{port or self.port}{folder}"


@contextmanager
def sshd(folder: Path, *options: str, subsystem: str = "internal-sftp") -> Iterator[Account]:
    """Run OpenSSH's server with keys of its own; `options` are lines of its configuration."""
    program = shutil.which("sshd") or shutil.which("sshd", path="/usr/sbin:/usr/local/sbin")
    if program is None or shutil.which("ssh-keygen") is None:
        absent("OpenSSH's server is not installed: .ci/install-validators")
    home = folder / "home"
    (home / ".ssh").mkdir(parents=True)
    for key in (folder / "host_key", home / ".ssh" / "id_ed25519"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    port = free_port()
    lines = (
        f"Port {port}",
        f"ListenAddress {LOCAL}",
        f"HostKey {folder / 'host_key'}",
        f"AuthorizedKeysFile {home / '.ssh' / 'id_ed25519.pub'}",
        f"Subsystem sftp {subsystem}",
        "PasswordAuthentication no",
        "KbdInteractiveAuthentication no",
        "StrictModes no",
        "UsePAM no",
        "PidFile none",
        *options,
    )
    configuration = folder / "sshd_config"
    configuration.write_text("\n".join(lines) + "\n", "utf-8")
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # where Debian's server gives up its rights
    with running([program, "-D", "-e", "-f", str(configuration)], port):
        account = Account(home, port)
        know_host(account, port)
        yield account


def know_host(account: Account, port: int) -> None:
    """Let the user know the server by its key, at another port too."""
    host_key = (account.home.parent / "host_key.pub").read_text("utf-8").split()
    line = f"[{LOCAL}]:{port} {host_key[0]} {host_key[1]}\n"
    with (account.home / ".ssh" / "known_hosts").open("a", encoding="utf-8") as known:
        known.write(line)


# S3 and WebDAV


@contextmanager
def s3(folder: Path) -> Iterator[dict[str, str]]:
    """Run a server that speaks S3; give the environment in which AWS's tools find it."""
    port = free_port()
    settings = {
        "AWS_ENDPOINT_URL": f"http://{LOCAL}:{port}",
        "AWS_ACCESS_KEY_ID": "a",
        "AWS_SECRET_ACCESS_KEY": "a",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_CONFIG_FILE": str(folder / "none"),
        "AWS_SHARED_CREDENTIALS_FILE": str(folder / "none"),
    }
    command = [sys.executable, "-W", "ignore", "-m", "moto.server", "-H", LOCAL, "-p", str(port)]
    with running(command, port, **settings):
        yield settings


_DAV = """
import sys
from cheroot.wsgi import Server
from wsgidav.fs_dav_provider import FilesystemProvider
from wsgidav.wsgidav_app import WsgiDAVApp
users = {"*": {"ida": {"password": "a secret"}}}
settings = {
    "provider_mapping": {"/": FilesystemProvider(sys.argv[1])},
    "simple_dc": {"user_mapping": users},
    "logging": {"enable": False},
}
Server(("127.0.0.1", int(sys.argv[2])), WsgiDAVApp(settings)).start()
"""


@contextmanager
def webdav(folder: Path) -> Iterator[int]:
    """Serve a folder by WebDAV, to ida with her password; give the port."""
    port = free_port()
    command = [sys.executable, "-W", "ignore", "-c", _DAV, str(folder), str(port)]
    with running(command, port):
        yield port


# What goes wrong


@dataclass(slots=True)
class Cuts:
    """How a line fails: after so many bytes from the client, for the next so many connections."""

    port: int
    after: int = 0
    times: int = 0
    made: int = 0


@contextmanager
def cut_line(server: int) -> Iterator[Cuts]:
    """Lay a line to a server on this machine that can be cut in the middle."""
    with socket.create_server((LOCAL, 0)) as listener:
        cuts = Cuts(listener.getsockname()[1])
        thread = Thread(target=_carry, args=(listener, server, cuts), daemon=True)
        thread.start()
        yield cuts
        listener.shutdown(socket.SHUT_RDWR)
    thread.join(5)


def _carry(listener: socket.socket, server: int, cuts: Cuts) -> None:
    while True:
        try:
            near, _ = listener.accept()
        except OSError:
            return
        limit = 0
        if cuts.times > cuts.made:
            cuts.made += 1
            limit = cuts.after
        Thread(target=_serve, args=(near, server, limit), daemon=True).start()


def _pump(source: socket.socket, target: socket.socket, limit: int) -> None:
    """Carry bytes until an end is closed, or the limit is reached (0: none): then end both."""
    carried = 0
    with suppress(OSError):
        while piece := source.recv(1 << 14):
            carried += len(piece)
            if limit and carried > limit:
                break
            target.sendall(piece)
    for end in (source, target):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


def _serve(near: socket.socket, server: int, limit: int) -> None:
    with near, socket.create_connection((LOCAL, server)) as far:
        for end in (near, far):
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        back = Thread(target=_pump, args=(far, near, 0), daemon=True)
        back.start()
        _pump(near, far, limit)
        back.join()


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[Path]:
    """Give a file system of its own with little room on it."""
    folder.mkdir()
    options = ["-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(["mount", *options], check=False).returncode != 0:
        # No program is missing: the machine itself forbids it.
        pytest.skip("NOT TRIED: a full disk, for this machine lets nobody mount a small one")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
