"""Every use case that changes something records an audit event, itself or through another one."""

from pathlib import Path

import pytest

from tests.architecture.calls import CallGraph

RECORD = "record_event"

# Changes that are no act of a person: sweeps of what is past its time, signatures under lists.
NOT_AN_ACT = {
    "app.printing.agents.note_sign.note_agent_sign",
    "app.printing.leases.lease_next.lease_next",  # what is committed and drawn is on record
    "app.staff.sweep_staff.sweep_staff",
    "app.verification.publish_lists.publish_lists",
}


def changing_functions(graph: CallGraph) -> set[tuple[str, str]]:
    """Return the functions of features that ask for the write lock."""
    return {
        function
        for function in graph.functions()
        if "session.write" in graph.methods_called(function)
        and not function[0].startswith("app.kit.")
    }


def test_every_changing_use_case_records_an_event() -> None:
    graph = CallGraph()
    changing = changing_functions(graph)
    assert changing
    silent = {
        f"{module}.{name}"
        for module, name in changing
        if not graph.reaches((module, name), target=RECORD)
    }
    assert silent == NOT_AN_ACT


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("record_event()", True, id="itself"),
        pytest.param("finish()", True, id="through a function of its own module"),
        pytest.param("front()", True, id="through another package's front door"),
        pytest.param("pass", False, id="not at all"),
        pytest.param("unknown()", False, id="through nothing we know"),
    ],
)
def test_the_graph_finds_who_records(tmp_path: Path, body: str, expected: bool) -> None:
    door, inside, feature = (
        tmp_path / "app" / name for name in ("door/__init__.py", "door/inside.py", "feature.py")
    )
    door.parent.mkdir(parents=True)
    door.write_text("from app.door.inside import front\n")
    inside.write_text("def record_event(): pass\n\ndef front(): record_event()\n")
    feature.write_text(
        "from app.door import front\nfrom app.door.inside import record_event\n\n"
        f"def finish(): record_event()\n\ndef act(): {body}\n"
    )
    graph = CallGraph(tmp_path / "app")
    assert graph.reaches(("app.feature", "act"), target=RECORD) is expected
