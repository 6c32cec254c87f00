"""Four eyes are counted by the person: in the API, in the log, and whatever account is used."""

import json

import httpx

from app.audit import AuditRepository
from app.core.permissions import Role
from app.kit.actor import SERVICE
from app.staff import add_staff
from tests.journeys.desks import PAPERS, RESIDENT, Desks, done, refused
from tests.town import PASSWORD, SITE, Town

BOTH_ROLES = "both@riverbend.example"
SECOND_ACCOUNT = "second@riverbend.example"


def add_account(town: Town, email: str, roles: set[Role], **options: object) -> None:
    with town.transaction() as session:
        add_staff(
            session,
            email=email,
            roles=roles,
            site=SITE,
            password_hash=town.passwords.hash(PASSWORD),
            by=SERVICE,
            now=town.clock(),
            **options,  # type: ignore[arg-type]
        )


def submit(clerk: httpx.Client, number: str) -> None:
    done(clerk.post(f"/api/applications/{number}/submission"))


def approve(supervisor: httpx.Client, number: str) -> httpx.Response:
    return supervisor.post(f"/api/applications/{number}/decision", json={"outcome": "approved"})


def blocked(town: Town) -> list[dict[str, str]]:
    """Return the entries of the log about decisions that were stopped."""
    with town.app.state.new_session() as session:
        entries = [json.loads(leaf) for leaf in AuditRepository(session).leaves()]
    return [entry for entry in entries if entry["act"] == "decision_blocked"]


def test_nobody_decides_on_their_own_intake_and_the_attempt_is_on_record(desks: Desks) -> None:
    town = desks.town
    add_account(town, BOTH_ROLES, {Role.CLERK, Role.SUPERVISOR})
    desks.clerk = town.script(Role.CLERK, email=BOTH_ROLES)
    number = desks.draft()
    submit(desks.clerk, number)

    assert refused(approve(desks.clerk, number)) == (403, "own_intake")
    assert desks.state_of(number) == "submitted"
    (entry,) = blocked(town)
    assert (entry["outcome"], entry["reason"]) == ("refused", "own_intake")
    assert done(approve(desks.supervisor, number))["state"] == "approved"


def test_another_account_of_the_same_person_does_not_make_two_people(desks: Desks) -> None:
    town = desks.town
    person_id = town.actor(Role.CLERK).person_id
    add_account(town, SECOND_ACCOUNT, {Role.SUPERVISOR}, person_id=person_id)
    number = desks.draft()
    submit(desks.clerk, number)

    same_person = town.script(Role.SUPERVISOR, email=SECOND_ACCOUNT)
    assert refused(approve(same_person, number)) == (403, "own_intake")
    assert len(blocked(town)) == 1


def test_whoever_changes_or_photographs_an_intake_has_written_in_it(sqlite_desks: Desks) -> None:
    desks = sqlite_desks
    add_account(desks.town, BOTH_ROLES, {Role.CLERK, Role.SUPERVISOR})
    both = desks.town.script(Role.CLERK, email=BOTH_ROLES)
    number = desks.draft()
    done(both.put(f"/api/applications/{number}", json=RESIDENT | {"documents": list(PAPERS)}))
    submit(desks.clerk, number)
    assert refused(approve(both, number)) == (403, "own_intake")
