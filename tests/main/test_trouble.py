"""What the doctor finds, and that a healthy town has nothing to be found."""

from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text

from app.cards import close_status_lists
from app.kit.actor import SERVICE
from app.main.trouble import find_trouble
from app.partners import close_partner
from tests.agreements import partner
from tests.cards.towns import card_of
from tests.ceremony import publish_keys
from tests.keys.orders import compromise, keys
from tests.put_back import put_back, row_of
from tests.town import Town
from tests.verification.checks import refresh
from tests.walks import draft, handed_over, issued

CHANGED = "was changed behind the service's back"


def execute(town: Town, statement: str) -> None:
    with town.transaction() as session:
        session.execute(text(statement))


def trouble(town: Town) -> list[str]:
    return find_trouble(town.app.state.deployment)


def test_a_healthy_town_has_none(town: Town) -> None:
    handed_over(town)
    draft(town)
    assert trouble(town) == []


@pytest.mark.parametrize(
    ("statement", "line"),
    [
        pytest.param("UPDATE cards SET state = 'active'", f"its row {CHANGED}", id="card"),
        pytest.param(
            "UPDATE status_slots SET value = 1", "its place in the status list", id="slot"
        ),
        pytest.param(
            "UPDATE staff_roles SET role = 'supervisor' WHERE role = 'clerk'",
            f"of staff_roles {CHANGED}",
            id="role",
        ),
        pytest.param(
            "UPDATE staff_accounts SET is_closed = is_closed, version = version + 1",
            f"of staff_accounts {CHANGED}",
            id="account",
        ),
        pytest.param(
            "UPDATE issuer_keys SET version = 7 WHERE role = 'card'",
            f"a card key's row {CHANGED}",
            id="key",
        ),
        pytest.param(
            "UPDATE audit_head SET size = size - 1", "the audit log does not match", id="log"
        ),
        pytest.param(
            "UPDATE alembic_version SET version_num = '000000000000'",
            "tessera migrate",
            id="schema",
        ),
    ],
)
def test_what_was_changed_is_named(sqlite_town: Town, statement: str, line: str) -> None:
    issued(sqlite_town)
    execute(sqlite_town, statement)
    found = trouble(sqlite_town)
    assert found
    assert all(line in each for each in found), found


def test_a_keys_old_row_is_named(sqlite_town: Town) -> None:
    town = sqlite_town
    (key,) = keys(town)
    old = row_of(town, "issuer_keys", "role = 'card'")
    compromise(town, key)
    publish_keys(town.app.state.deployment)
    assert trouble(town) == []
    put_back(town, "issuer_keys", old)
    assert trouble(town) == [
        f"card key {key.kid.hex()}: the audit log tells of a newer row; an old row was put back"
    ]
    compromise(town, key)
    assert trouble(town) == []


def test_a_partners_old_row_is_named(sqlite_town: Town) -> None:
    town = sqlite_town
    made = partner(town)
    old = row_of(town, "partners")
    with town.transaction() as session:
        close_partner(session, made.id, by=SERVICE, now=town.clock())
    assert trouble(town) == []
    put_back(town, "partners", old)
    assert trouble(town) == [
        f"row {made.id} of partners: the log tells of a newer one; an old row was put back"
    ]


def test_closed_lists_that_were_opened_are_named(sqlite_town: Town) -> None:
    town = sqlite_town
    handed_over(town)
    compromise(town, keys(town)[0])
    publish_keys(town.app.state.deployment)
    with town.transaction() as session:
        close_status_lists(session, by=SERVICE, now=town.clock())
    refresh(town)
    assert trouble(town) == []
    execute(town, "UPDATE status_lists SET is_closed_world = 0")
    assert trouble(town) == [
        "status list 1 was opened behind the service's back; it counts as closed"
    ]


def test_a_card_is_named_by_its_row_and_never_by_its_number(sqlite_town: Town) -> None:
    card_id = issued(sqlite_town)
    number = card_of(sqlite_town, card_id).number
    execute(sqlite_town, "UPDATE cards SET state = 'active'")
    (line,) = trouble(sqlite_town)
    assert str(card_id) in line
    assert number not in line


def test_sealed_rows_without_a_key_are_named(sqlite_town: Town) -> None:
    issued(sqlite_town)
    missing = uuid4()
    execute(
        sqlite_town,
        f"UPDATE sealed_values SET key_id = '{missing}' WHERE label = 'applicant.photo'",  # noqa: S608 - ours
    )
    (line,) = trouble(sqlite_town)
    assert line == f"the key {missing} of sealed rows is missing and not marked as destroyed"
    sqlite_town.vault.keyring.destroy(missing, now=sqlite_town.clock())
    (line,) = trouble(sqlite_town)
    assert "KeyDestroyedError" in line


def test_a_design_that_is_gone_is_named(sqlite_town: Town) -> None:
    with sqlite_town.transaction() as session:
        content = session.scalars(text("SELECT content FROM program_versions")).one()
        elsewhere = content.replace(b'design = "riverbend"', b'design = "elsewhere"')
        session.execute(text("UPDATE program_versions SET content = :to"), {"to": elsewhere})
    assert trouble(sqlite_town) == ["there is no card design elsewhere"]


def card_key_file(town: Town) -> Path:
    (file,) = town.settings.keyring_dir.glob("issuer-card-*.pem")
    return file


def test_a_key_file_that_is_gone_is_named(sqlite_town: Town) -> None:
    file = card_key_file(sqlite_town)
    file.rename(file.with_suffix(".away"))
    assert trouble(sqlite_town) == [f"key file {file.name}: key_file_missing"]


def test_a_key_file_that_is_another_keys_is_named(sqlite_town: Town) -> None:
    file = card_key_file(sqlite_town)
    (other,) = sqlite_town.settings.keyring_dir.glob("issuer-status-*.pem")
    file.write_bytes(other.read_bytes())
    assert trouble(sqlite_town) == [f"key file {file.name}: key_file_missing"]


def test_keys_that_others_can_reach_are_named(sqlite_town: Town) -> None:
    file = card_key_file(sqlite_town)
    file.chmod(0o644)
    sqlite_town.settings.keyring_dir.chmod(0o777)
    assert trouble(sqlite_town) == [
        "others can write in the keyring folder",
        f"key file {file.name}: keyring_readable_by_others",
    ]


def test_a_year_later_no_key_signs(sqlite_town: Town) -> None:
    sqlite_town.clock.move(days=365)
    assert trouble(sqlite_town) == ["no card key signs now", "no status key signs now"]
