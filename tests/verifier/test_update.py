"""An update says that it came only when key set and lists did; what was there is kept."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.core.credential.material import NOW
from tests.verifier.conftest import NewVerifier, Verifier, card
from tests.verifier.office import LIST, REVOKED_INDEX, Office, key_set, status_list

pytestmark = pytest.mark.browser

FAILED, WORKS = "could not be reached", "Works without a network."
SET = key_set(issued_at=NOW - 500, version=3)


def update(verifier: Verifier, *, says: str) -> None:
    """Ask for an update and wait until the page says how it went."""
    verifier.page.click("#update")
    expect(verifier.page.locator("#known-word")).not_to_contain_text("pdating")
    expect(verifier.page.locator("#known-fine")).to_contain_text(says)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"aggregation": {"lists": []}}, id="no lists are named"),
        pytest.param({"aggregation": {"status_lists": "all"}}, id="the lists are a text"),
        pytest.param({"aggregation": [1]}, id="the aggregation is another"),
        pytest.param({"keys": SET[:-1] + bytes((SET[-1] ^ 1,))}, id="a set that no root signed"),
        pytest.param({"keys": b"<html>"}, id="something else than a set"),
        pytest.param({"keys": key_set(issued_at=NOW - 700, version=1)}, id="an older set"),
        pytest.param({"lists": {LIST + 1: b"<html>"}}, id="a new list that is none"),
    ],
)
def test_an_update_of_which_something_is_refused_says_so(
    office: Office, new_verifier: NewVerifier, changes: dict[str, Any]
) -> None:
    office.keys = key_set(issued_at=NOW - 600, version=2)
    verifier = new_verifier()
    verifier.open()
    expect(verifier.page.locator("#known-fine")).to_contain_text(WORKS)
    for name, value in changes.items():
        setattr(office, name, value)

    update(verifier, says=FAILED)

    verifier.check(card(status_index=REVOKED_INDEX))
    assert verifier.word == "revoked"
    verifier.check(card())
    assert "This card is in use." in verifier.answer


def test_an_update_that_came_says_nothing_of_the_kind(verifier: Verifier, office: Office) -> None:
    office.keys, office.lists[LIST] = SET, status_list(issued_at=NOW - 60, values={})

    update(verifier, says=WORKS)

    verifier.check(card(status_index=REVOKED_INDEX))
    assert verifier.word == "valid"


def test_a_list_that_ran_out_does_not_count_as_one_that_came(
    verifier: Verifier, office: Office
) -> None:
    later = NOW + 8 * 86_400
    office.lists = {0: status_list(issued_at=later, number=0), LIST: b"<html>"}
    verifier.page.clock.set_fixed_time(later)

    update(verifier, says=FAILED)
