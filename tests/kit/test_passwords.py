from threading import Event, Thread

import pytest

from app.kit.errors import RefusedError, UnavailableError
from app.kit.passwords import (
    HASHING_AT_ONCE,
    SAMPLE_PASSWORD,
    WAITING_AT_MOST,
    PasswordHasher,
    require_good_password,
)

GOOD = "three quiet river stones"
EMAIL = "clerk.of.riverbend@x.test"


@pytest.fixture(scope="module")
def passwords() -> PasswordHasher:
    return PasswordHasher(memory_kib=64, passes=1)


def test_a_hash_belongs_to_its_password_alone(passwords: PasswordHasher) -> None:
    encoded = passwords.hash(GOOD)
    assert encoded.startswith("$argon2id$v=19$m=64,t=1,p=1$")
    assert passwords.matches(encoded, GOOD)
    assert not passwords.matches(encoded, GOOD + " ")


def test_the_same_password_gives_another_hash_each_time(passwords: PasswordHasher) -> None:
    assert passwords.hash(GOOD) != passwords.hash(GOOD)


def test_no_account_and_a_broken_hash_match_nothing(passwords: PasswordHasher) -> None:
    assert not passwords.matches(None, GOOD)
    assert not passwords.matches("not a hash", GOOD)


def test_letters_typed_in_another_encoding_match(passwords: PasswordHasher) -> None:
    assert passwords.matches(passwords.hash("caf\u00e9 on the river"), "cafe\u0301 on the river")


def test_production_parameters_are_those_of_the_design() -> None:
    assert PasswordHasher().hash(GOOD).startswith("$argon2id$v=19$m=65536,t=3,p=1$")


class SlowHashing:
    """Stands for the third-party library, and takes as long as the test wants."""

    def __init__(self) -> None:
        self.go = Event()
        self.running: list[str] = []

    def hash(self, password: str) -> str:
        self.running.append(password)
        self.go.wait()
        return password


def test_a_crowd_is_turned_away_and_two_hash_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    passwords, slow = PasswordHasher(memory_kib=64, passes=1), SlowHashing()
    monkeypatch.setattr(passwords, "_argon2", slow)
    crowd = [
        Thread(target=passwords.hash, args=(str(number),))
        for number in range(HASHING_AT_ONCE + WAITING_AT_MOST)
    ]
    for member in crowd:
        member.start()
    while passwords._places.acquire(blocking=False):  # noqa: SLF001 - until all stand in line
        passwords._places.release()  # noqa: SLF001
    with pytest.raises(UnavailableError, match="sign_in_busy"):
        passwords.hash(GOOD)
    at_once = len(slow.running)
    slow.go.set()
    for member in crowd:
        member.join()
    assert at_once <= HASHING_AT_ONCE
    assert len(slow.running) == len(crowd)
    assert passwords.hash(GOOD) == GOOD


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        pytest.param("fourteen signs", "password_too_short", id="14 characters"),
        pytest.param("x" * 257, "password_too_long", id="257 characters"),
        pytest.param("x" * 20, "password_too_common", id="one letter"),
        pytest.param("PasswordPassword", "password_too_common", id="listed, in capitals"),
        pytest.param(SAMPLE_PASSWORD, "password_too_common", id="the demo's"),
        pytest.param(EMAIL.upper(), "password_too_common", id="one's own address"),
    ],
)
def test_a_weak_password_is_refused_by_name(password: str, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        require_good_password(password, email=EMAIL)


@pytest.mark.parametrize(
    "password",
    [
        pytest.param("fifteen signs..", id="15 characters"),
        pytest.param(GOOD, id="words without digits"),
        pytest.param("наша тихая река вечером", id="another script"),
    ],
)
def test_a_long_password_needs_nothing_else(password: str) -> None:
    require_good_password(password, email=EMAIL)


def test_development_may_use_the_sample_password() -> None:
    require_good_password(SAMPLE_PASSWORD, email=EMAIL, allow_sample=True)
