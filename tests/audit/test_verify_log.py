import pytest
from sqlalchemy import text

from app.audit import Act, AuditRepository, record_event, verify_log
from app.core import merkle
from app.kit.actor import SERVICE
from app.kit.db import SessionFactory, write_transaction
from tests.clocks import NOON


@pytest.fixture
def filled(new_session: SessionFactory) -> SessionFactory:
    for act in (Act.KEY_MADE, Act.CARD_ISSUED, Act.CARD_PRINTED):
        with write_transaction(new_session) as session:
            record_event(session, act, by=SERVICE, now=NOON)
    return new_session


def test_an_untouched_log_is_intact_and_its_root_is_that_of_its_leaves(
    filled: SessionFactory,
) -> None:
    with filled() as session:
        check = verify_log(session)
        one, two, three = (merkle.leaf_hash(leaf) for leaf in AuditRepository(session).leaves())
    assert (check.size, check.is_intact) == (3, True)
    assert check.root == merkle.node_hash(merkle.node_hash(one, two), three)


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param(
            "UPDATE audit_log SET leaf = (SELECT leaf FROM audit_log WHERE idx = 0) WHERE idx = 1",
            id="an entry changed",
        ),
        pytest.param("DELETE FROM audit_log WHERE idx = 2", id="the last entry deleted"),
        pytest.param("DELETE FROM audit_log WHERE idx = 0", id="the first entry deleted"),
        pytest.param(
            "INSERT INTO audit_log SELECT 3, leaf FROM audit_log WHERE idx = 0", id="an entry added"
        ),
        pytest.param("UPDATE audit_head SET size = 2", id="the head set back"),
        pytest.param("DELETE FROM audit_head", id="no head"),
    ],
)
def test_a_log_changed_by_sql_is_noticed(filled: SessionFactory, statement: str) -> None:
    with filled() as session:
        session.execute(text(statement))
        session.commit()
    with filled() as session:
        assert not verify_log(session).is_intact


def test_a_log_that_grows_while_it_is_read_is_intact(filled: SessionFactory) -> None:
    with filled() as session:
        session.snapshot()
        head = AuditRepository(session).head()
        with write_transaction(filled) as other:
            record_event(other, Act.CARD_REVOKED, by=SERVICE, now=NOON)
        assert head is not None
        assert head.size == len(list(AuditRepository(session).leaves())) == 3
        assert verify_log(session).size == 4


def test_an_empty_log_is_intact(new_session: SessionFactory) -> None:
    with new_session() as session:
        check = verify_log(session)
    assert (check.size, check.is_intact) == (0, True)
