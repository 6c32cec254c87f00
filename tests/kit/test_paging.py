from app.kit.paging import FIRST, ROWS, Part


def test_the_first_part_of_a_short_list_has_no_neighbours() -> None:
    assert FIRST.offset == 0
    assert FIRST.previous_url("/desk", {}) is None
    assert FIRST.next_url("/desk", {}, found=ROWS) is None


def test_one_row_more_than_is_shown_means_that_more_follow() -> None:
    assert FIRST.limit == ROWS + 1
    assert FIRST.next_url("/desk", {"state": "draft"}, found=ROWS + 1) == "/desk?state=draft&part=2"


def test_a_later_part_leads_back_and_on() -> None:
    part = Part(3)
    assert part.offset == 2 * ROWS
    assert part.previous_url("/review", {}) == "/review?part=2"
    assert part.next_url("/review", {}, found=ROWS + 1) == "/review?part=4"
