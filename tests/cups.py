"""A private CUPS server for one test: own folders, one Unix socket, one queue that counts cards.

The queue's device is a program of the test: it writes each job to a file of its own, or stops as a
printer does that has no ribbon.
"""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

START_SECONDS = 20
QUEUE = "cards"
SERVER_BIN = Path("/usr/lib/cups")
UNPRIVILEGED = ("lp", "lpadmin")

DEVICE = """#!/bin/sh
# job-id user title copies options [file]
if [ $# -eq 0 ]; then echo 'direct counting "Unknown" "Counting"'; exit 0; fi
if [ -e "{folder}/no-ribbon" ]; then echo "ERROR: ribbon out" >&2; exit 4; fi
cat "${{6:--}}" > "{folder}/$1.part"
for _ in $(seq "$(cat "{folder}/seconds" 2>/dev/null || echo 0)"); do
    if [ -e "{folder}/fail" ]; then exit 1; fi
    sleep 1
done
mv "{folder}/$1.part" "{folder}/$1.pdf"
"""

CUPSD = """
LogLevel warn
MaxLogSize 0
Listen {folder}/cups.sock
PreserveJobHistory No
MaxSubscriptions 2000
PreserveJobFiles No
WebInterface No
Browsing No
DefaultAuthType None
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
<Policy silent>
  <Limit Create-Printer-Subscription>
    Require user somebody-else
    Order deny,allow
  </Limit>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""

FILES = """
ServerRoot {folder}
ServerBin {folder}/bin
RequestRoot {folder}/spool
CacheDir {folder}/cache
StateDir {folder}/state
TempDir {folder}/spool/tmp
AccessLog {folder}/access.log
ErrorLog {folder}/error.log
PageLog {folder}/page.log
SystemGroup root
FileDevice No
"""


@dataclass(frozen=True)
class PrintServer:
    """A running server with its one queue."""

    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        """What CUPS's commands need to find it."""
        return {"CUPS_SERVER": str(self.folder / "cups.sock")}

    @property
    def settings(self) -> Path:
        """The file that says what is kept."""
        return self.folder / "cupsd.conf"

    def printed(self) -> list[bytes]:
        """Return what came out, job by job."""
        found = sorted((self.folder / "tray").glob("*.pdf"), key=lambda path: int(path.stem))
        return [path.read_bytes() for path in found]

    def kept(self) -> list[Path]:
        """Return what the server still has of jobs that are over."""
        return [path for path in (self.folder / "spool").iterdir() if path.is_file()]

    def empty(self) -> None:
        """Take everything out, put a ribbon in and start the printer."""
        self.run("cancel", "-a", QUEUE)
        for path in (self.folder / "tray").iterdir():
            path.unlink()
        for option in ("printer-error-policy=stop-printer", "printer-op-policy=default"):
            self.run("lpadmin", "-p", QUEUE, "-o", option)
        self.start_printer()

    def wait_until_stopped(self) -> None:
        """Wait until the printer has found out that it cannot print."""
        while b"disabled" not in self.run("lpstat", "-p", QUEUE):
            time.sleep(0.05)

    def run(self, *command: str) -> bytes:
        """Run one of CUPS's commands against this server and return what it says."""
        # Some of its commands lie where not every account looks.
        path = {"PATH": f"{os.environ.get('PATH', '')}:/usr/sbin"}
        environment = os.environ | self.environment | path | {"LC_ALL": "C"}
        done = subprocess.run(  # noqa: S603 - fixed programs
            command, check=True, capture_output=True, env=environment, timeout=30
        )
        return done.stdout

    def stop_printer(self, words: str) -> None:
        """Stop the queue as a driver or a person does."""
        self.run("cupsdisable", "-r", words, QUEUE)

    def start_printer(self) -> None:
        """Let it go on."""
        self.run("cupsenable", QUEUE)

    def take_ribbon(self) -> None:
        """Let the next job stop the printer."""
        (self.folder / "tray" / "no-ribbon").touch()

    def put_ribbon(self) -> None:
        """Put a new one in and go on."""
        (self.folder / "tray" / "no-ribbon").unlink()
        self.start_printer()

    def slow(self, seconds: int) -> None:
        """Let each card take its time."""
        (self.folder / "tray" / "seconds").write_text(str(seconds))

    def cancel_jobs(self) -> None:
        """Take out what is being printed, as people do after a jam."""
        self._wait_for_device()
        self.run("cancel", "-a", QUEUE)

    def fail(self) -> None:
        """Let the printer's driver give up in the middle of a card, and CUPS drop the job."""
        self._wait_for_device()
        self.run("lpadmin", "-p", QUEUE, "-o", "printer-error-policy=abort-job")
        (self.folder / "tray" / "fail").touch()

    def be_silent(self) -> None:
        """Tell nobody how jobs end."""
        self.run("lpadmin", "-p", QUEUE, "-o", "printer-op-policy=silent")

    def tell(self) -> None:
        """Tell again how jobs end."""
        self.run("lpadmin", "-p", QUEUE, "-o", "printer-op-policy=default")

    def _wait_for_device(self) -> None:
        while not list((self.folder / "tray").glob("*.part")):
            time.sleep(0.05)


@contextmanager
def running_cups() -> Iterator[PrintServer]:
    """Start a server with one queue and stop it."""
    with tempfile.TemporaryDirectory(prefix="cups-") as name:
        folder = Path(name)
        server = PrintServer(folder)
        _lay_out(folder)
        command = ["/usr/sbin/cupsd", "-f", "-c", "cupsd.conf", "-s", "cups-files.conf"]
        command[3], command[5] = str(server.settings), str(folder / "cups-files.conf")
        daemon = subprocess.Popen(  # noqa: S603 - the distribution's own
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            _wait_for(server, daemon)
            device = f"counting:{folder}/tray"
            policy = "printer-error-policy=stop-printer"
            server.run("lpadmin", "-p", QUEUE, "-v", device, "-o", policy, "-E")
            yield server
        finally:
            daemon.terminate()
            daemon.wait(timeout=10)


def _lay_out(folder: Path) -> None:
    for name in ("spool/tmp", "cache", "state", "tray", "bin"):
        (folder / name).mkdir(parents=True)
    for path in SERVER_BIN.iterdir():
        if path.name != "backend":
            (folder / "bin" / path.name).symlink_to(path)
    device = folder / "bin" / "backend" / "counting"
    device.parent.mkdir()
    device.write_text(DEVICE.format(folder=folder / "tray"))
    device.chmod(0o755)
    files = FILES
    if os.geteuid() == 0:
        user, group = UNPRIVILEGED
        files += f"User {user}\nGroup {group}\n"
        for path in (folder, *folder.rglob("*")):
            if not path.is_symlink() and path not in (device, device.parent):
                shutil.chown(path, user, group)
    folder.chmod(0o755)
    (folder / "cups-files.conf").write_text(files.format(folder=folder))
    (folder / "cupsd.conf").write_text(CUPSD.format(folder=folder))


def _wait_for(server: PrintServer, daemon: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and daemon.poll() is None:
        try:
            server.run("lpstat", "-r")
        except subprocess.CalledProcessError:
            time.sleep(0.1)
            continue
        if (server.folder / "cups.sock").exists():
            return
    log = server.folder / "error.log"
    raise RuntimeError(f"cupsd did not start: {log.read_text() if log.exists() else ''}")
