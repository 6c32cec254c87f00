import csv
import io

import pytest

from app.core.disclosure.csv_table import csv_table


def read(table: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(table.decode("utf-8-sig"), newline="")))


def test_a_table_reads_back_with_its_commas_quotes_and_lines() -> None:
    rows = [["City Hall, Room 104", 'the "east" desk'], ["two\nlines", "مكتب"]]
    assert read(csv_table(["site", "note"], rows)) == [["site", "note"], *rows]


def test_office_programs_see_that_it_is_utf_8() -> None:
    assert csv_table(["site"], []) == b"\xef\xbb\xbfsite\r\n"


@pytest.mark.parametrize(
    "cell",
    [
        pytest.param('=HYPERLINK("x")', id="equals"),
        pytest.param("+1", id="plus"),
        pytest.param("-1", id="minus"),
        pytest.param("@SUM(A1)", id="at"),
        pytest.param("\t=1", id="tab"),
        pytest.param("\r=1", id="return"),
    ],
)
def test_a_cell_never_begins_a_formula(cell: str) -> None:
    assert read(csv_table(["a"], [["safe", cell]]))[1] == ["safe", f"'{cell}"]


def test_a_number_that_is_left_out_stays_as_it_is() -> None:
    assert read(csv_table(["count"], [["<11"]])) == [["count"], ["<11"]]
