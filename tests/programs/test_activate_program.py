"""Program versions: stored as they are, in force from their day, their address fixed for good."""

from datetime import date, timedelta
from hashlib import sha256

import pytest
from sqlalchemy import select

from app.audit import AuditRepository
from app.core.program import Environment, ProfileError
from app.kit.actor import SERVICE
from app.kit.db import SessionFactory, make_session_factory, write_transaction
from app.kit.errors import NotFoundError, RefusedError, UnavailableError
from app.programs import (
    ProgramVersion,
    activate_program,
    active_program,
    profile_of_version,
    read_profile,
)
from tests.clocks import NOON
from tests.databases import Database
from tests.seals import TEST_SEALS

TODAY = date(2026, 11, 24)
RIVERBEND = read_profile("riverbend")


@pytest.fixture
def new_session(database: Database) -> SessionFactory:
    new_session = make_session_factory(database.engine, TEST_SEALS)
    with write_transaction(new_session) as session:
        AuditRepository(session).start()
    return new_session


def activate(
    new_session: SessionFactory,
    content: bytes = RIVERBEND,
    *,
    day: date = TODAY,
    environment: Environment = Environment.PRODUCTION,
    minutes: int = 0,
) -> None:
    with write_transaction(new_session) as session:
        activate_program(
            session,
            content,
            effective_from=day,
            environment=environment,
            by=SERVICE,
            now=NOON + timedelta(minutes=minutes),
        )


def version_on(new_session: SessionFactory, days: int) -> str:
    """Return which version holds some days from now."""
    with new_session() as session:
        return active_program(session, NOON + timedelta(days=days)).profile.version


def changed(old: str, new: str) -> bytes:
    content = RIVERBEND.decode()
    assert content.count(old) == 1
    return content.replace(old, new).encode()


NEXT_YEAR = changed('version = "2026-1"', 'version = "2027-1"')


def test_a_version_is_stored_as_the_file_is(new_session: SessionFactory) -> None:
    activate(new_session)
    with new_session() as session:
        (row,) = session.scalars(select(ProgramVersion))
        program = active_program(session, NOON)
        assert profile_of_version(session, program.version_id) == program.profile
    assert row.content == RIVERBEND
    assert row.sha256 == sha256(RIVERBEND).digest()
    assert (row.effective_from, row.activated_at) == (TODAY, NOON)
    assert (program.version_id, program.today) == (row.id, TODAY)


def test_a_version_of_a_later_day_holds_from_that_day_of_the_program_on(
    new_session: SessionFactory,
) -> None:
    activate(new_session)
    activate(new_session, NEXT_YEAR, day=TODAY + timedelta(days=38), minutes=1)
    assert [version_on(new_session, days) for days in (0, 37, 38, 400)] == [
        "2026-1",
        "2026-1",
        "2027-1",
        "2027-1",
    ]
    with new_session() as session:
        # It is New Year in UTC already, and still the last evening of the year in Riverbend.
        evening = NOON + timedelta(days=37, hours=8)
        assert active_program(session, evening).profile.version == "2026-1"


def test_of_two_versions_of_one_day_the_later_activation_holds(
    new_session: SessionFactory,
) -> None:
    activate(new_session)
    activate(new_session, NEXT_YEAR, minutes=1)
    assert version_on(new_session, 0) == "2027-1"


def test_before_its_first_day_there_is_no_program(new_session: SessionFactory) -> None:
    activate(new_session, day=TODAY + timedelta(days=1))
    with pytest.raises(UnavailableError, match="no_program"):
        version_on(new_session, 0)
    assert version_on(new_session, 1) == "2026-1"


def test_the_address_of_the_issuer_never_changes(new_session: SessionFactory) -> None:
    activate(new_session)
    elsewhere = RIVERBEND.replace(b"id.riverbend.example", b"card.riverbend.example")
    with pytest.raises(RefusedError, match="issuer_address_changed"):
        activate(new_session, elsewhere, minutes=1)
    assert version_on(new_session, 0) == "2026-1"


@pytest.mark.parametrize(
    ("content", "barrier"),
    [
        pytest.param(
            changed('rung = "R4"', 'rung = "R2"'), ("retention.rung", "rung_not_enforced"), id="R2"
        ),
        pytest.param(
            changed('when = "before_printing"', 'when = "within_days"\ndays = 3'),
            ("second_look.when", "second_look_not_enforced"),
            id="second look",
        ),
    ],
)
def test_production_refuses_what_is_not_enforced_and_development_warns(
    new_session: SessionFactory, content: bytes, barrier: tuple[str, str]
) -> None:
    with pytest.raises(RefusedError, match="program_not_allowed") as caught:
        activate(new_session, content)
    assert barrier in caught.value.fields
    activate(new_session, content, environment=Environment.DEVELOPMENT)
    assert version_on(new_session, 0) == "2026-1"


def test_a_design_that_does_not_exist_is_refused_everywhere(new_session: SessionFactory) -> None:
    content = changed('design = "riverbend"', 'design = "elsewhere"')
    with pytest.raises(RefusedError, match="program_not_allowed") as caught:
        activate(new_session, content, environment=Environment.DEVELOPMENT)
    assert caught.value.fields == (("card.design", "card_design_unknown"),)


def test_a_file_that_is_no_profile_is_refused_with_its_key(new_session: SessionFactory) -> None:
    with pytest.raises(ProfileError, match="name"):
        activate(new_session, changed('name = "Riverbend City ID"\n', ""))
    with pytest.raises(NotFoundError, match="no_such_program"):
        read_profile("atlantis")
