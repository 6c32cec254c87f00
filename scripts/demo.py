"""The demo: make a small city, walk one resident from papers to a checked card, then serve it.

The walk speaks HTTP like any other client and imports nothing from the application; what needs the
server's own hands (making the deployment, adding staff) is done by the `tessera` command.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from scripts.demo_options import HOME, ROOT, read_options
from scripts.demo_walk import WalkRefusedError, last_page, walk_one_resident

TESSERA = [sys.executable, "-m", "app.cli"]
PASSWORD = "sample password only"  # noqa: S105 - printed on purpose; production refuses it
STAFF = {
    "clerk": "clerk@riverbend.example",
    "supervisor": "supervisor@riverbend.example",
    "printer": "printer@riverbend.example",
}
ADMINISTRATOR = "administrator@riverbend.example"
SITE = "city_hall"
START_SECONDS = 60


def main() -> int:
    """Run the demo and return its exit status."""
    options = read_options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # ends the server too
    os.chdir(ROOT)
    make_city(options.folder)
    port = free_port() if options.no_serve else options.port
    with running_server(port, log_file=options.folder / "server.log") as server:
        base_url = f"http://localhost:{port}"
        try:
            pdf = walk_one_resident(
                base_url, staff=STAFF, password=PASSWORD, without=options.without_paper
            )
        except WalkRefusedError as refusal:
            print(f"REFUSED {refusal}")
            return 1
        card = options.folder / "card.pdf"
        card.write_bytes(pdf)
        last_page(pdf).save(card.with_suffix(".png"))
        print(f"The card: {card.relative_to(ROOT) if card.is_relative_to(ROOT) else card}")
        print("VALID")
        if not options.no_serve:
            show_sign_ins(base_url, card)
            server.wait()
    return 0


def make_city(folder: Path) -> None:
    """Make the demo's deployment unless an earlier run has made it."""
    os.environ |= {
        "TESSERA_ENVIRONMENT": "development",
        "TESSERA_DATA_DIR": str(folder / "data"),
        "TESSERA_KEYRING_DIR": str(folder / "keyring"),
    }
    os.environ.pop("TESSERA_DATABASE_URL", None)
    made = folder / "city-is-made"
    if made.exists():
        tessera("migrate")
        return
    if (folder / "keyring").exists():
        sys.exit(f"an earlier run stopped half-way: remove the folder {folder.name} and run again")
    print("Making the City of Riverbend ...")
    tessera("init", "--program", "riverbend", "--administrator", ADMINISTRATOR, "--password-stdin")
    for role, email in STAFF.items():
        tessera("staff", "add", email, "--role", role, "--site", SITE, "--password-stdin")
    made.touch()


def tessera(*words: str) -> None:
    """Run one `tessera` command, with the sample password for those that ask for one."""
    subprocess.run(  # noqa: S603 - our own command
        [*TESSERA, *words], input=f"{PASSWORD}\n", text=True, check=True, stderr=subprocess.DEVNULL
    )


@contextmanager
def running_server(port: int, *, log_file: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run the server on loopback until the block ends."""
    log = log_file.open("w")
    server = subprocess.Popen(  # noqa: S603 - our own command
        [*TESSERA, "serve", "--port", str(port)], stderr=log, stdout=log
    )
    try:
        wait_until_ready(server, port, log_file=log_file)
        yield server
    except KeyboardInterrupt:
        print()
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()
        log.close()


def wait_until_ready(server: subprocess.Popen[bytes], port: int, *, log_file: Path) -> None:
    """Wait for the server to answer, or say where its log is."""
    for _ in range(START_SECONDS * 10):
        if server.poll() is not None:
            break
        try:
            if httpx.get(f"http://localhost:{port}/readyz").status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    sys.exit(f"the server did not start; its words are in {log_file}")


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def show_sign_ins(base_url: str, card: Path) -> None:
    """Print where to go on and with which sign-ins."""
    print(f"\nServing {base_url} (stop with Ctrl-C).")
    print(f"  {base_url}/v       anyone: check the card, its code is in card.png")
    print(f"  {base_url}/lost    its holder: pause it by the code of its slip")
    print(f"  {base_url}/desk    staff, with one of these sign-ins; all have the")
    print(f"password \u201c{PASSWORD}\u201d:")
    for role, email in {**STAFF, "administrator": ADMINISTRATOR}.items():
        print(f"  {role:14} {email}")
    if card.parent == HOME:  # where the command looks without being told
        print("Check the card from here:  TESSERA_ENVIRONMENT=development \\")
        print("    .venv/bin/tessera verify .tessera/card.pdf")


if __name__ == "__main__":
    sys.exit(main())
