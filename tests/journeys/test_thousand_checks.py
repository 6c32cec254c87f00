"""A thousand checks of one card leave three counts, and nothing that names or fingerprints it."""

import io
import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

from sqlalchemy import MetaData, select

from app.cards import CardRepository
from app.core.credential import read_own_claims
from app.core.credential.digits import decode_digits
from app.kit.logging import configure_logging, logger
from tests import walks
from tests.agreements import agreement, partner, system_of
from tests.canary.search import Search
from tests.printed import ISSUER, code_of, typed
from tests.town import Town

PATH = "/api/verifications"
ROUNDS = 200


def rows_of(town: Town) -> dict[str, set[tuple[object, ...]]]:
    """Return every row of every table."""
    metadata = MetaData()
    engine = town.app.state.deployment.engine
    metadata.reflect(engine)
    with engine.connect() as connection:
        return {
            name: {tuple(row) for row in connection.execute(select(table))}
            for name, table in metadata.tables.items()
        }


@contextmanager
def everything_logged() -> Iterator[io.StringIO]:
    """Catch what the service logs, and what any library would, down to the finest level."""
    caught = io.StringIO()
    handler = logging.StreamHandler(caught)
    root = logging.getLogger()
    level, stderr = root.level, sys.stderr
    sys.stderr = caught
    configure_logging()
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield caught
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
        sys.stderr = stderr
        logger.handlers, logger.propagate = [], True


def secrets_of(town: Town, text: str, printed: dict[str, str]) -> tuple[str, ...]:
    """Return what names or fingerprints a card, as texts to search for in every form."""
    digits = text.partition("#")[2]
    token = decode_digits(digits)
    claims = read_own_claims(token, issuer=ISSUER)
    with town.app.state.new_session() as session:
        card = CardRepository(session).find(printed["number"])
    return (
        printed["number"],
        printed["number"].replace("-", ""),
        f"{printed['number']}{printed['check_code']}",
        digits[:40],
        digits[-40:],
        str(card.id),
        card.id.hex,
        card.digest.hex(),
        claims.cti.hex(),
        sha256(text.encode()).hexdigest(),
        sha256(token).hexdigest(),
        "Quispe Mamani",
    )


def test_a_thousand_checks_of_one_card(town: Town) -> None:
    card_id = walks.handed_over(town)
    text, printed = code_of(town, card_id), typed(town, card_id)
    made = partner(town, agreement(quota=1_000))
    search = Search(secrets_of(town, text, printed))
    library, anyone = system_of(town, made), town.new_client(town.app)
    before = rows_of(town)

    with everything_logged() as log:
        for _ in range(ROUNDS):
            answers = (
                library.post(PATH, json={"credential": text}),
                library.post(PATH, json=printed),
                anyone.post(PATH, json={"credential": text}),
                anyone.post(PATH, json=printed),
                anyone.post("/number", data=printed),
            )
            assert {answer.status_code for answer in answers} == {200}
            town.clock.move(seconds=10)
            town.app.state.snapshots.refresh()
        town.app.state.check_counts.flush()

    after = rows_of(town)
    new = {table: rows - before[table] for table, rows in after.items() if rows != before[table]}
    assert set(new) == {"verification_counts", "limit_uses"}
    assert {row[1:] for row in new["verification_counts"]} == {
        (str(made.id), "valid", 2 * ROUNDS),
        ("anyone", "valid", 3 * ROUNDS),
    }
    assert search.in_bytes("new rows", json.dumps(new, default=_plain).encode()) == set()
    written = log.getvalue()
    assert written.count(PATH) >= 4 * ROUNDS
    assert search.in_bytes("log", written.encode()) == set()


def _plain(value: object) -> object:
    if isinstance(value, set):
        return sorted(value, key=repr)
    return value.hex() if isinstance(value, bytes) else str(value)
