"""write-offs: a card that a bureau cannot find, and the two people who settle it."""

import sqlalchemy as sa
from alembic import op

from app.kit.db import Bytes, Code, Count, Id, Instant

revision = "8b60f2a93d15"
down_revision = "a91c4e07d3b6"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "write_offs",
        sa.Column("id", Id(), nullable=False),
        sa.Column("piece_id", Id(), nullable=False),
        sa.Column("reason", Code(), nullable=False),
        sa.Column("first_person_id", Id(), nullable=False),
        sa.Column("second_person_id", Id(), nullable=True),
        sa.Column("opened_at", Instant(), nullable=False),
        sa.Column("done_at", Instant(), nullable=True),
        sa.Column("version", Count(), nullable=False),
        sa.Column("mac", Bytes(), nullable=False),
        sa.CheckConstraint(
            "reason IN ('print_fault', 'out_of_position', 'wrong_details', 'damaged', 'lost')",
            name=op.f("ck_write_offs_reason_known"),
        ),
        sa.CheckConstraint(
            "second_person_id <> first_person_id", name=op.f("ck_write_offs_two_people")
        ),
        sa.CheckConstraint(
            "(done_at IS NOT NULL) = (second_person_id IS NOT NULL)",
            name=op.f("ck_write_offs_done_by_second_person"),
        ),
        sa.ForeignKeyConstraint(
            ["piece_id"], ["bundle_cards.id"], name=op.f("fk_write_offs_piece_id_bundle_cards")
        ),
        sa.ForeignKeyConstraint(
            ["first_person_id"],
            ["staff_people.id"],
            name=op.f("fk_write_offs_first_person_id_staff_people"),
        ),
        sa.ForeignKeyConstraint(
            ["second_person_id"],
            ["staff_people.id"],
            name=op.f("fk_write_offs_second_person_id_staff_people"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_write_offs")),
        sa.UniqueConstraint("piece_id", name=op.f("uq_write_offs_piece_id")),
        sqlite_strict=True,
    )


def downgrade() -> None:
    op.drop_table("write_offs")
