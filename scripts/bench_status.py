"""What status lists cost, and how long after a revocation every process and the list know of it.

Building and signing stand beside zlib alone, which is the part that cannot be saved. The delay is
measured with real processes on one database of 100,000 places: the clock starts when the revocation
is committed; the baseline is the two seconds between two looks at the register.
"""

import multiprocessing
import random
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final, TypeAlias
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, derive_private_key

from app.cards import LIST_ENTRIES, StatusRepository
from app.cards.models import StatusList as StatusListRow
from app.cards.models import StatusSlot
from app.core.credential import (
    LocalSigner,
    SignedStatusList,
    StatusKey,
    StatusList,
    TrustedStatusKeys,
    open_status_list,
    sign_status_list,
)
from app.core.program import Environment
from app.kit.clock import system_clock
from app.kit.db import mac_for, write_transaction
from app.main import Deployment, initialise, open_deployment
from app.programs import read_profile
from app.settings import Settings
from app.verification import SignedListRepository

Figure: TypeAlias = dict[str, float | int | str]

ROUNDS: Final = 9
REVOCATIONS: Final = 5
WORKERS: Final = 2
CARDS: Final = 100_000
CARDS_OF_A_LIST: Final = LIST_ENTRIES * 3 // 4
REVOKED, SUSPENDED = 0.01, 0.002
SIZES: Final = (131_072, 1_048_576)
BETWEEN_LOOKS_MS: Final = 2_000
PLACE: Final = (1, 77)
ISSUER: Final = "https://id.riverbend.example"
NOW: Final = 1_795_000_000
KEY = derive_private_key(int.from_bytes(sha256(b"bench").digest(), "big"), SECP256R1())
PUBLIC = StatusKey.of(KEY.public_key(), issuer=ISSUER, verify_until=NOW + 10**9)
SIGNER = LocalSigner(KEY, key=PUBLIC)


def figures() -> list[Figure]:
    """Return every figure of status lists."""
    return [*map(_signing, SIZES), _reading(), _size(), *_delay()]


def values(entries: int, *, cards: int | None = None) -> dict[int, int]:
    """Return 1 % revoked and 0.2 % suspended of so many cards at random places."""
    dice = random.Random(entries)  # noqa: S311 - the same lists in every run
    places = dice.sample(range(entries), cards or entries)
    revoked, suspended = round(REVOKED * len(places)), round(SUSPENDED * len(places))
    return {
        place: 1 if number < revoked else 2
        for number, place in enumerate(places[: revoked + suspended])
    }


def signed(entries: int, changed: dict[int, int]) -> bytes:
    """Build, compress and sign one list."""
    content = SignedStatusList(
        issuer=ISSUER,
        number=1,
        issued_at=NOW,
        expires_at=NOW + 604_800,
        statuses=StatusList.of(changed, entries=entries),
    )
    return sign_status_list(content, SIGNER)


def _signing(entries: int) -> Figure:
    changed = values(entries)
    packed = StatusList.of(changed, entries=entries).packed
    return _compare(
        f"status list: build and sign, {entries:,} entries, zlib alone",
        lambda: signed(entries, changed),
        lambda: zlib.compress(packed, 9),
    )


def _reading() -> Figure:
    token = signed(LIST_ENTRIES, values(LIST_ENTRIES))
    compressed = StatusList.of(values(LIST_ENTRIES), entries=LIST_ENTRIES).compressed()
    keys = TrustedStatusKeys([PUBLIC])
    return _compare(
        "status list: verify and inflate, 131,072 entries, zlib alone",
        lambda: open_status_list(token, keys=keys, now=NOW + 1),
        lambda: zlib.decompress(compressed),
    )


def _compare(name: str, ours: Callable[[], object], bare: Callable[[], object]) -> Figure:
    pairs = [(_ms(ours), _ms(bare)) for _ in range(ROUNDS + 1)][1:]
    return {
        "name": name,
        "ms": round(median(own for own, _ in pairs), 2),
        "baseline_ms": round(median(base for _, base in pairs), 2),
        "ratio": round(median(own / base for own, base in pairs), 2),
    }


def _ms(act: Callable[[], object]) -> float:
    started = time.thread_time()
    act()
    return 1_000 * (time.thread_time() - started)


def _size() -> Figure:
    """All lists of 100,000 cards of which 1 % are revoked: bytes that a verifier fetches."""
    counts = [CARDS_OF_A_LIST, CARDS - CARDS_OF_A_LIST]
    tokens = [signed(LIST_ENTRIES, values(LIST_ENTRIES, cards=count)) for count in counts]
    total, plain = sum(map(len, tokens)), len(counts) * LIST_ENTRIES * 2 // 8
    return {
        "name": "status lists of 100,000 cards, 1 % revoked, bare bits",
        "list_bytes": total,
        "baseline_list_bytes": plain,
        "ratio": round(total / plain, 3),
    }


# Revoke to refused.


@dataclass(frozen=True)
class Seen:
    """When a process noticed, in seconds of the machine's monotonic clock."""

    at: float


def _delay() -> list[Figure]:
    with TemporaryDirectory() as folder:
        settings = Settings(
            environment=Environment.DEVELOPMENT,
            data_dir=Path(folder) / "data",
            keyring_dir=Path(folder) / "keyring",
        )
        initialise(
            settings, program=read_profile("riverbend"), administrator=None, now=system_clock()
        )
        deployment = open_deployment(settings)
        _fill(deployment)
        online, listed = _revocations(deployment)
        deployment.engine.dispose()
    return [
        _late(f"revoke to refused by {WORKERS} processes, longest of {REVOCATIONS}", online),
        _late(f"revoke to signed in the list, longest of {REVOCATIONS}", listed),
    ]


def _late(name: str, seconds: list[float]) -> Figure:
    worst = round(1_000 * max(seconds))
    return {
        "name": f"{name}, time between two looks",
        "ms": worst,
        "baseline_ms": BETWEEN_LOOKS_MS,
        "ratio": round(worst / BETWEEN_LOOKS_MS, 2),
    }


def _fill(deployment: Deployment) -> None:
    """Take 100,000 places, written as the service writes them."""
    with write_transaction(deployment.new_session) as session:
        numbers = range(1, 2 + CARDS // CARDS_OF_A_LIST)
        session.add_all(
            StatusListRow(number=n, expiry_group=str(n), is_open=True, is_closed_world=False)
            for n in numbers
        )
        session.flush()
        rows = []
        for card in range(CARDS):
            number, index = 1 + card // CARDS_OF_A_LIST, card % CARDS_OF_A_LIST
            slot_id, state = UUID(int=card + 1), f"{number}:{index}:0"
            mac = mac_for(session, StatusSlot.__tablename__, slot_id, state, 1)
            rows.append(
                {"id": slot_id, "list_number": number, "slot_index": index, "value": 0,
                 "version": 1, "mac": mac}
            )  # fmt: skip
        session.bulk_insert_mappings(StatusSlot.__mapper__, rows)


def _revocations(deployment: Deployment) -> tuple[list[float], list[float]]:
    context = multiprocessing.get_context("spawn")
    pipes = [context.Pipe() for _ in range(WORKERS)]
    workers = [
        context.Process(target=_worker, args=(deployment.settings, there), daemon=True)
        for _, there in pipes
    ]
    for worker in workers:
        worker.start()
    here = [ours for ours, _ in pipes]
    for pipe in here:
        pipe.recv()  # it has read everything once
    online, listed = [], []
    for turn in range(REVOCATIONS):
        value = 1 + turn % 2
        for pipe in here:
            pipe.send(value)
        time.sleep(0.37 * turn)  # at any moment between two looks
        digest = _digest(deployment)
        with write_transaction(deployment.new_session) as session:
            StatusRepository(session).set_value(*PLACE, value)
        committed = time.monotonic()
        while _digest(deployment) == digest:
            time.sleep(0.01)
        listed.append(time.monotonic() - committed)
        online.append(max(pipe.recv().at for pipe in here) - committed)
    for pipe in here:
        pipe.send(None)
    for worker in workers:
        worker.join()
    return online, listed


def _worker(settings: Settings, pipe: Connection) -> None:
    """Be a server process: look at the register in the background, and say when it has moved."""
    snapshots = open_deployment(settings).new_snapshots()
    snapshots.refresh()
    snapshots.start()
    pipe.send("ready")
    while (value := pipe.recv()) is not None:
        while snapshots.get().status(ISSUER, *PLACE) != value:
            time.sleep(0.005)
        pipe.send(Seen(time.monotonic()))
    snapshots.stop()


def _digest(deployment: Deployment) -> bytes:
    with deployment.new_session() as session:
        signed_list = SignedListRepository(session).find(PLACE[0])
        return b"" if signed_list is None else signed_list.digest
