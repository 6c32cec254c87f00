"""Commands that make, run and look after a deployment."""

from collections.abc import Iterator
from pathlib import Path
from signal import SIGTERM, signal
from threading import Thread
from typing import Annotated, Any, Literal

import typer
import uvicorn

from app.cli.context import CLOCK
from app.cli.passwords import asked_password
from app.core.credential import Algorithm
from app.keys import read_public_root
from app.kit.db import make_engine, safe_url
from app.kit.migrations import is_at_head, upgrade
from app.kit.passwords import PasswordHasher, require_good_password
from app.main import FirstAdministrator, create_app, initialise, opened_deployment
from app.main.jobs import make_job_runner
from app.main.tasks import make_worker
from app.main.trouble import find_trouble
from app.programs import read_profile
from app.settings import Settings

Host = Annotated[str, typer.Option(help="Address to listen on.")]
Port = Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on.")]


def init(
    program: Annotated[
        str | None, typer.Option(help="Name of a profile that comes along, or a file.")
    ] = None,
    administrator: Annotated[
        str | None, typer.Option(help="E-mail address of the first administrator.")
    ] = None,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input.")
    ] = False,
    algorithm: Annotated[
        Literal["ES256", "EdDSA"], typer.Option(help="How cards are signed.")
    ] = "ES256",
    root: Annotated[
        Path | None, typer.Option(help="Public half of the root that will sign key sets.")
    ] = None,
    keys_in_token: Annotated[
        bool, typer.Option("--keys-in-token", help="Make the keys in a PKCS#11 token.")
    ] = False,
) -> None:
    """Make the data directory, the database at head, the keys and the first administrator."""
    settings = Settings()
    first = None
    if administrator is not None:
        password = asked_password(from_stdin=password_stdin)
        require_good_password(
            password, email=administrator, allow_sample=not settings.is_production
        )
        first = FirstAdministrator(administrator, PasswordHasher().hash(password))
    initialise(
        settings,
        program=read_profile(program or settings.program),
        administrator=first,
        algorithm=Algorithm.EDDSA if algorithm == "EdDSA" else Algorithm.ES256,
        root=None if root is None else read_public_root(root),
        keys_in_token=keys_in_token,
        now=CLOCK.get()(),
    )
    typer.echo(f"made {safe_url(settings.database_url_or_default)}", err=True)
    if root is None and not settings.is_production:
        typer.echo("WARNING: a development root signed and published the key set", err=True)
    for line in _next_steps(
        settings, has_administrator=first is not None, has_root=root is not None
    ):
        typer.echo(f"next: {line}", err=True)


def _next_steps(settings: Settings, *, has_administrator: bool, has_root: bool) -> Iterator[str]:
    """Say what is missing until cards can be issued, in order."""
    if settings.is_production and not has_root:
        yield "tessera keys pin ROOTFILE.pub"
    if settings.is_production:
        yield "tessera keys draft; have the root sign it; tessera keys publish FILE"
    if not has_administrator:
        yield "tessera staff add EMAIL --role administrator"
    yield "tessera staff add EMAIL --role clerk --site SITE, and a supervisor in the same way"
    yield "tessera serve, and tessera worker beside it"


def serve(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    tls_certificate: Annotated[str | None, typer.Option(help="PEM file, for TLS.")] = None,
    tls_key: Annotated[str | None, typer.Option(help="PEM file of its private key.")] = None,
) -> None:
    """Serve the pages and the API."""
    settings = Settings()
    _require_tls_files(tls_certificate, tls_key)
    common: dict[str, Any] = {
        "host": host,
        "port": port,
        "access_log": False,
        "server_header": False,
        "forwarded_allow_ips": settings.trusted_proxies or "",
        "proxy_headers": bool(settings.trusted_proxies),
        "ssl_certfile": tls_certificate,
        "ssl_keyfile": tls_key,
        "log_config": None,
    }
    if settings.processes == 1:
        uvicorn.run(create_app(settings, clock=CLOCK.get()), **common)
        return
    uvicorn.run(
        "app.cli.service:from_environment",
        factory=True,
        workers=settings.processes,
        **common,
    )


def _require_tls_files(certificate: str | None, key: str | None) -> None:
    if (certificate is None) != (key is None):
        raise typer.BadParameter("--tls-certificate and --tls-key go together")
    for file in (certificate, key):
        if file is not None and not Path(file).is_file():
            raise typer.BadParameter(f"there is no file {file}")


def from_environment() -> object:
    """Return the application for this process's environment; one per server process."""
    return create_app(Settings())


def worker(
    once: Annotated[bool, typer.Option("--once", help="Do what is due and stop.")] = False,
    drain: Annotated[
        bool, typer.Option("--drain", help="Bring every job to its end and stop.")
    ] = False,
) -> None:
    """Do the work that waits: jobs, sweeps and the nightly roll-up."""
    with opened_deployment(Settings(), clock=CLOCK.get()) as deployment:
        tasks = make_worker(deployment)
        if once:
            typer.echo(f"{tasks.run_due_tasks()} tasks done", err=True)
            return
        jobs = make_job_runner(deployment)
        running = Thread(target=jobs.drain if drain else jobs.run_forever, name="jobs")
        running.start()
        if not drain:
            signal(SIGTERM, lambda *_: tasks.stop())
            try:
                tasks.run_forever()
            finally:
                jobs.stop()
        running.join()


def migrate() -> None:
    """Bring the database to the newest schema."""
    settings = Settings()
    engine = make_engine(settings.database_url_or_default)
    upgrade(engine)
    typer.echo("at head" if is_at_head(engine) else "not at head", err=True)
    engine.dispose()


def doctor() -> None:
    """Look for trouble: schema, keys, sealed rows, the audit log, assets, space on the disk."""
    with opened_deployment(Settings()) as deployment:
        found = find_trouble(deployment)
        for name, free in deployment.storage.free().items():
            typer.echo(f"free for the {name} folder: {free // 1_000_000} MB", err=True)
    for line in found:
        typer.echo(line)
    if found:
        raise typer.Exit(1)
    typer.echo("no trouble found", err=True)
