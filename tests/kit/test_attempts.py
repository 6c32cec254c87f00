from datetime import timedelta

import pytest

from app.kit.attempts import SWEEP_ABOVE_KEYS, Attempts
from app.kit.errors import TooManyAttemptsError
from tests.clocks import NOON

MINUTE = timedelta(minutes=1)


def test_each_key_has_its_own_window() -> None:
    attempts = Attempts(limit=2, window=MINUTE)
    for key in ("a", "b"):
        attempts.take(key, now=NOON)
        attempts.take(key, now=NOON)
        with pytest.raises(TooManyAttemptsError, match="too_many_attempts"):
            attempts.take(key, now=NOON)


def test_the_window_slides() -> None:
    attempts = Attempts(limit=2, window=MINUTE)
    attempts.take("a", now=NOON)
    attempts.take("a", now=NOON + MINUTE / 2)
    attempts.take("a", now=NOON + MINUTE)
    with pytest.raises(TooManyAttemptsError) as refused:
        attempts.take("a", now=NOON + MINUTE)
    assert refused.value.wait == MINUTE / 2


def test_a_refused_attempt_is_not_counted() -> None:
    attempts = Attempts(limit=1, window=MINUTE)
    attempts.take("a", now=NOON)
    with pytest.raises(TooManyAttemptsError):
        attempts.take("a", now=NOON + MINUTE / 2)
    attempts.take("a", now=NOON + MINUTE)


@pytest.mark.parametrize(
    ("processes", "allowed"),
    [
        pytest.param(1, 20, id="one process"),
        pytest.param(4, 5, id="four processes"),
        pytest.param(64, 1, id="more processes than attempts"),
    ],
)
def test_the_limit_is_shared_among_processes(processes: int, allowed: int) -> None:
    attempts = Attempts(limit=20, window=MINUTE, processes=processes)
    for _ in range(allowed):
        attempts.take("a", now=NOON)
    with pytest.raises(TooManyAttemptsError):
        attempts.take("a", now=NOON)


def test_many_strangers_do_not_make_it_forget_who_is_at_the_limit() -> None:
    attempts = Attempts(limit=1, window=MINUTE)
    attempts.take("busy", now=NOON)
    for number in range(SWEEP_ABOVE_KEYS * 2):
        attempts.take(str(number), now=NOON)
    with pytest.raises(TooManyAttemptsError):
        attempts.take("busy", now=NOON)
    attempts.take("busy", now=NOON + MINUTE)
