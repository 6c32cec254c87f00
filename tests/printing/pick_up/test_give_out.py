"""A card leaves in its holder's hand or in the mail, and may come back from there."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest

from app.core.permissions import Role
from app.kit.errors import AppError, ConflictError, NotFoundError
from app.printing.pick_up import hand_over_piece, mail_piece
from app.printing.pick_up.drawer_view import piece_rows
from tests.at_desk import at_desk
from tests.cards.towns import card_of
from tests.printed import number_of
from tests.printing.bureaus.bureau_towns import accepted, bureau_of, sent
from tests.printing.pick_up.drawer import hand_over, mail, place_of, ready, take_back
from tests.town import Town
from tests.walks import MINOR, handed_over, issued, printed

Act = Callable[[Town, UUID], None]


def drawer(town: Town, *, email: str | None = None) -> list[tuple[str, str]]:
    """Return number and place of what waits at a desk."""
    actor = town.actor(Role.PRINTER, email=email)
    with town.app.state.new_session() as session:
        return [(row.number, row.place) for row in piece_rows(session, actor=actor)]


def test_a_mailed_card_is_in_use_and_can_come_back_and_go_again(town: Town) -> None:
    card_id = ready(town, printed(town))
    mail(town, card_id)
    assert (card_of(town, card_id).state, place_of(town, card_id)) == ("active", "mailed")
    take_back(town, card_id)
    assert (card_of(town, card_id).state, place_of(town, card_id)) == ("active", "came_back")
    mail(town, card_id)
    take_back(town, card_id)
    hand_over(town, card_id)
    assert place_of(town, card_id) == "handed_over"


@pytest.mark.parametrize("act", [hand_over, mail])
def test_a_card_is_given_out_once(sqlite_town: Town, act: Act) -> None:
    card_id = ready(sqlite_town, printed(sqlite_town))
    hand_over(sqlite_town, card_id)
    with pytest.raises(ConflictError, match="card_is_active"):
        act(sqlite_town, card_id)


@pytest.mark.parametrize("act", [hand_over, mail])
def test_a_card_that_is_not_printed_is_not_given_out(sqlite_town: Town, act: Act) -> None:
    card_id = issued(sqlite_town)
    with pytest.raises(ConflictError, match="card_is_issued"):
        act(sqlite_town, card_id)
    assert place_of(sqlite_town, card_id) is None


def test_only_the_mail_brings_a_card_back(sqlite_town: Town) -> None:
    unentered = handed_over(sqlite_town)
    with pytest.raises(ConflictError, match="piece_not_mailed"):
        take_back(sqlite_town, unentered)
    in_drawer = ready(sqlite_town, printed(sqlite_town, MINOR))
    with pytest.raises(ConflictError, match="piece_is_ready"):
        take_back(sqlite_town, in_drawer)


@pytest.mark.parametrize("is_code_read", [True, False])
def test_a_bureaus_own_scan_stands_for_ours(town: Town, *, is_code_read: bool) -> None:
    card_id, bureau = issued(town), bureau_of(town)
    accepted(town, bureau.receipt(sent(town, bureau), is_code_read=is_code_read))
    if not is_code_read:
        with pytest.raises(ConflictError, match="scan_needed"):
            hand_over(town, card_id)
        ready(town, card_id)
    hand_over(town, card_id)
    assert card_of(town, card_id).state == "active"


def test_the_drawer_lists_numbers_by_the_day_they_came(town: Town) -> None:
    town.add(Role.PRINTER, email="east@riverbend.example", site="east_library")
    first = ready(town, printed(town))
    town.clock.move(days=1)
    second = ready(town, printed(town, MINOR))
    mail(town, first)
    town.clock.move(days=1)
    take_back(town, first)
    assert drawer(town) == [
        (number_of(town, second), "ready"),
        (number_of(town, first), "came_back"),
    ]
    hand_over(town, second)
    assert drawer(town) == [(number_of(town, first), "came_back")]
    assert drawer(town, email="east@riverbend.example") == []


def test_another_desk_has_no_such_card(sqlite_town: Town) -> None:
    card_id = ready(sqlite_town, printed(sqlite_town))
    sqlite_town.add(Role.CLERK, email="east@riverbend.example", site="east_library")
    for act in (hand_over_piece, mail_piece):
        with (
            pytest.raises(NotFoundError, match="no_such_card"),
            at_desk(sqlite_town, Role.CLERK, email="east@riverbend.example") as (session, actor),
        ):
            act(session, card_id, actor=actor, now=sqlite_town.clock())


def test_of_the_mail_and_a_hand_at_once_one_gets_the_card(town: Town) -> None:
    card_id = ready(town, printed(town))
    actor = town.actor(Role.CLERK)

    def give(act: Callable[..., object]) -> str:
        try:
            with town.transaction() as session:
                act(session, card_id, actor=actor, now=town.clock())
        except AppError as error:
            return error.reason
        return "given"

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(give, [hand_over_piece, mail_piece] * 2))
    assert sorted(answers) == ["card_is_active"] * 3 + ["given"]
    assert place_of(town, card_id) in {"handed_over", "mailed"}
