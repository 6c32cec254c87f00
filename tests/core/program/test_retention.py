import pytest
from pydantic import ValidationError

from app.core.program import ANSWERS, KEPT, RecordClass, Rung
from app.core.program.retention import Known, Retention
from tests.core.program.profiles import SOURCED, record


def retention(rung: str = "R4", **values: object) -> Retention:
    return Retention.model_validate(
        {"rung": rung, "draft_days": 30, "refused_days": 90, **SOURCED, **values}
    )


@pytest.mark.parametrize(
    ("rung", "kept"),
    [
        ("R0", ["register_row"]),
        ("R1", ["name_and_credential", "register_row"]),
        ("R2", ["register_row", "search_tokens"]),
        ("R3", ["application", "name_and_credential", "register_row", "search_tokens"]),
        (
            "R4",
            [
                "address_and_contact",
                "application",
                "name_and_credential",
                "photo",
                "register_row",
                "search_tokens",
            ],
        ),
    ],
)
def test_each_rung_keeps_what_it_says(rung: str, kept: list[str]) -> None:
    made = retention(rung)
    assert sorted(record.value for record in RecordClass if made.keeps(record)) == kept
    assert made.records > KEPT[made.rung]


@pytest.mark.parametrize("rung", list(Rung))
def test_the_answers_follow_from_what_is_kept(rung: Rung) -> None:
    kept, answers = KEPT[rung], ANSWERS[rung]
    assert (answers.where_they_live is Known.YES) == (RecordClass.ADDRESS_AND_CONTACT in kept)
    assert (answers.what_they_look_like is Known.YES) == (RecordClass.PHOTO in kept)
    assert (answers.who_holds_cards is Known.YES) == (RecordClass.NAME_AND_CREDENTIAL in kept)
    knows_nobody = kept == {RecordClass.REGISTER_ROW}
    assert (answers.whether_somebody_holds_one is Known.NO) == knows_nobody


@pytest.mark.parametrize("rung", ["R0", "R1", "R2", "R3", "R4"])
def test_only_the_fullest_rung_is_enforced_yet(rung: str) -> None:
    assert retention(rung).is_enforced is (rung == "R4")


def test_copies_of_documents_do_not_exist() -> None:
    with pytest.raises(ValidationError, match="R5 does not exist"):
        retention("R5")


def test_finds_the_schedule_of_a_class() -> None:
    made = retention(classes=[record("photo")])
    schedule = made.schedule(RecordClass.PHOTO)
    assert schedule is not None
    assert str(schedule.longest) == "12 months"
    assert made.schedule(RecordClass.DRAFT) is None


@pytest.mark.parametrize(
    ("classes", "fault"),
    [
        pytest.param([record("photo"), record("photo")], "named twice", id="twice"),
        pytest.param([record("photo", shortest="2 years")], "longer than", id="out of order"),
        pytest.param([record("documents")], "register_row", id="no such class"),
    ],
)
def test_refuses_schedules_that_contradict(classes: list[object], fault: str) -> None:
    with pytest.raises(ValidationError, match=fault):
        retention(classes=classes)
