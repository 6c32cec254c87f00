"""Blanks that were set aside are destroyed by two people, no more of them than there are."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from app.core.permissions import Role
from app.kit.db import RegisterBrokenError
from app.kit.errors import AppError, ConflictError, RefusedError
from app.printing.stock import discard_blanks
from tests.printing.pick_up.drawer import call_off, confirm
from tests.printing.stock.books import discard, set_aside, to_destroy
from tests.town import Town


def test_two_people_destroy_what_was_set_aside(town: Town) -> None:
    set_aside(town, 5)
    paper = discard(town, 3)
    assert (paper.kind, paper.count, to_destroy(town)) == ("blanks", 3, 2)
    confirm(town, paper.id)
    assert to_destroy(town) == 2


def test_a_paper_that_is_called_off_gives_its_blanks_back(town: Town) -> None:
    set_aside(town, 5)
    call_off(town, discard(town, 5).id)
    assert to_destroy(town) == 5


def test_no_more_are_destroyed_than_were_set_aside(sqlite_town: Town) -> None:
    set_aside(sqlite_town, 5)
    discard(sqlite_town, 4)
    with pytest.raises(ConflictError, match="blanks_not_aside"):
        discard(sqlite_town, 2)
    with pytest.raises(RefusedError, match="nothing_chosen"):
        discard(sqlite_town, 0)


def test_of_two_who_sign_at_once_for_the_same_blanks_one_does(town: Town) -> None:
    set_aside(town, 5)
    actors = [town.actor(role) for role in (Role.PRINTER, Role.CLERK) * 2]

    def sign(index: int) -> str:
        try:
            with town.transaction() as session:
                return discard_blanks(session, count=4, actor=actors[index], now=town.clock()).state
        except AppError as error:
            return error.reason

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(sign, range(4)))
    assert sorted(answers) == ["blanks_not_aside"] * 3 + ["open"]
    assert to_destroy(town) == 1


def test_a_paper_that_was_called_off_by_sql_gives_no_blanks_back(town: Town) -> None:
    set_aside(town, 5)
    discard(town, 5)
    with town.transaction() as session:
        session.execute(text("UPDATE disposals SET state = 'called_off'"))
    with pytest.raises(RegisterBrokenError):
        discard(town, 5)
