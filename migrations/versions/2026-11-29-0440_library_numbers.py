"""library numbers: ranges, numbers that are spent, and the sealed number of a card."""

import sqlalchemy as sa
from alembic import op

from app.kit.db import Bytes, Code, Count, Id

revision = "b5e21d74f90c"
down_revision = "a94c06d1e7b3"
branch_labels = None
depends_on = None

LABELS = "'applicant.names', 'applicant.birth_date', 'applicant.address', 'applicant.contact', 'applicant.photo', 'application.evidence', 'application.intake', 'application.decision', 'card.credential', 'card.issuer_tag'"
BEFORE = f"label IN ({LABELS})"
NEW = "'card.library_number'"
AFTER = f"label IN ({LABELS}, {NEW})"
NAME = "ck_sealed_values_label_known"


def sealed_values(*checks: sa.CheckConstraint) -> sa.Table:
    return sa.Table(
        "sealed_values",
        sa.MetaData(),
        sa.Column("id", Id(), nullable=False),
        sa.Column("owner_id", Id(), nullable=False),
        sa.Column("key_id", Id(), nullable=False),
        sa.Column("label", Code(), nullable=False),
        sa.Column("record_version", Count(), nullable=False),
        sa.Column("nonce", Bytes(), nullable=False),
        sa.Column("ciphertext", Bytes(), nullable=False),
        *checks,
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_values")),
        sa.UniqueConstraint("owner_id", "label", name=op.f("uq_sealed_values_owner_id_label")),
        sa.Index(op.f("ix_sealed_values_key_id"), "key_id"),
        sqlite_strict=True,
    )


def swap(old: str, new: str) -> None:
    before = sealed_values(sa.CheckConstraint(old, name=op.f(NAME)))
    with op.batch_alter_table("sealed_values", copy_from=before) as batch_op:
        batch_op.drop_constraint(op.f(NAME), type_="check")
        batch_op.create_check_constraint(op.f(NAME), new)


def upgrade() -> None:
    swap(BEFORE, AFTER)
    op.create_table(
        "library_ranges",
        sa.Column("id", Id(), nullable=False),
        sa.Column("prefix", Code(), nullable=False),
        sa.Column("width", Count(), nullable=False),
        sa.Column("check_rule", Code(), nullable=False),
        sa.Column("first", Count(), nullable=False),
        sa.Column("last", Count(), nullable=False),
        sa.Column("next", Count(), nullable=False),
        sa.Column("version", Count(), nullable=False),
        sa.Column("mac", Bytes(), nullable=False),
        sa.CheckConstraint(
            "check_rule IN ('mod10', 'none')", name=op.f("ck_library_ranges_check_rule_known")
        ),
        sa.CheckConstraint(
            "first <= next AND next <= last + 1", name=op.f("ck_library_ranges_next_in_range")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_library_ranges")),
        sqlite_strict=True,
    )
    op.create_table(
        "library_numbers",
        sa.Column("number", Code(), nullable=False),
        sa.Column("range_id", Id(), nullable=False),
        sa.ForeignKeyConstraint(
            ["range_id"],
            ["library_ranges.id"],
            name=op.f("fk_library_numbers_range_id_library_ranges"),
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_library_numbers")),
        sqlite_strict=True,
    )


def downgrade() -> None:
    op.drop_table("library_numbers")
    op.drop_table("library_ranges")
    op.execute(f"DELETE FROM sealed_values WHERE label = {NEW}")  # noqa: S608 - a constant above
    swap(AFTER, BEFORE)
