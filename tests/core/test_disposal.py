"""The papers under which two people destroy something, and the list for a printer that leaves."""

from app.core.disposal import DisposalKind, DisposalState, WipeItem


def test_what_keeps_faces_or_could_become_a_card_is_destroyed_by_two() -> None:
    assert {kind.value for kind in DisposalKind} == {"pieces", "blanks", "film", "printer"}


def test_a_paper_waits_for_its_second_signature_is_done_or_was_called_off() -> None:
    assert [state.value for state in DisposalState] == ["open", "done", "called_off"]


def test_a_printer_that_leaves_keeps_no_picture_no_key_and_no_label() -> None:
    assert {item.value for item in WipeItem} == {
        "memory_cleared",
        "disk_wiped_or_removed",
        "ribbon_out",
        "film_out",
        "settings_and_keys_removed",
        "labels_off",
    }
