"""Accounts from the command line."""

import pytest

from app.core.permissions import Role
from app.kit.errors import TooManyAttemptsError, UnauthenticatedError
from app.staff import sign_in
from tests.cli.conftest import Tessera
from tests.town import PASSWORD, Town


def fail_to_sign_in(town: Town, *, times: int) -> None:
    client = town.new_client(town.app)
    for _ in range(times):
        wrong = {"email": town.email(Role.CLERK), "password": "not the password at all"}
        assert client.post("/api/sessions", json=wrong).status_code == 401


def test_an_account_blocked_after_failures_is_reopened(of_town: Tessera, town: Town) -> None:
    fail_to_sign_in(town, times=10)
    with pytest.raises(TooManyAttemptsError):
        town.sign_in(Role.CLERK)
    assert of_town("staff", "reopen", town.email(Role.CLERK)).status == 0
    assert town.sign_in(Role.CLERK).token


def test_an_unknown_account_is_not_reopened(of_town: Tessera) -> None:
    ran = of_town("staff", "reopen", "nobody@riverbend.example")
    assert (ran.status, ran.out, ran.error) == (1, "", "account_unknown\n")


def test_an_account_is_not_added_at_a_site_the_program_lacks(of_town: Tessera, town: Town) -> None:
    email = "typo@riverbend.example"
    add = ("staff", "add", email, "--role", "clerk", "--site", "city_hal", "--password-stdin")
    ran = of_town(*add, stdin=f"{PASSWORD}\n")
    assert (ran.status, ran.out) == (2, "")
    assert "city_hall" in ran.error
    with town.app.state.new_session() as session, pytest.raises(UnauthenticatedError):
        sign_in(session, email=email, password=PASSWORD, now=town.clock(), passwords=town.passwords)
