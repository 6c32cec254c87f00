"""where the piece of each card is, and papers under which two people destroy things."""

import sqlalchemy as sa
from alembic import op

from app.kit.db import Bytes, Code, Count, Day, Id

revision = "f3d8a17c52be"
down_revision = "7c3fa91be0d4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "disposals",
        sa.Column("id", Id(), nullable=False),
        sa.Column("site", Code(), nullable=False),
        sa.Column("kind", Code(), nullable=False),
        sa.Column("count", Count(), nullable=False),
        sa.Column("name", Code(), nullable=False),
        sa.Column("state", Code(), nullable=False),
        sa.Column("first_person_id", Id(), nullable=False),
        sa.Column("second_person_id", Id(), nullable=True),
        sa.Column("opened_on", Day(), nullable=False),
        sa.Column("done_on", Day(), nullable=True),
        sa.Column("version", Count(), nullable=False),
        sa.Column("mac", Bytes(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('pieces', 'blanks', 'film', 'printer')", name=op.f("ck_disposals_kind_known")
        ),
        sa.CheckConstraint(
            "state IN ('open', 'done', 'called_off')", name=op.f("ck_disposals_state_known")
        ),
        sa.CheckConstraint(
            "second_person_id <> first_person_id", name=op.f("ck_disposals_two_people")
        ),
        sa.CheckConstraint(
            "(state = 'done') = (second_person_id IS NOT NULL)",
            name=op.f("ck_disposals_done_by_second_person"),
        ),
        sa.CheckConstraint(
            "(state = 'done') = (done_on IS NOT NULL)", name=op.f("ck_disposals_done_on_a_day")
        ),
        sa.CheckConstraint("count BETWEEN 1 AND 1000000", name=op.f("ck_disposals_count_sane")),
        sa.ForeignKeyConstraint(
            ["first_person_id"],
            ["staff_people.id"],
            name=op.f("fk_disposals_first_person_id_staff_people"),
        ),
        sa.ForeignKeyConstraint(
            ["second_person_id"],
            ["staff_people.id"],
            name=op.f("fk_disposals_second_person_id_staff_people"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disposals")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_disposals_site_disposals_state"), "disposals", ["site", "state"])
    op.create_table(
        "pieces",
        sa.Column("id", Id(), nullable=False),
        sa.Column("card_id", Id(), nullable=False),
        sa.Column("site", Code(), nullable=False),
        sa.Column("place", Code(), nullable=False),
        sa.Column("since", Day(), nullable=False),
        sa.Column("disposal_id", Id(), nullable=True),
        sa.Column("version", Count(), nullable=False),
        sa.Column("mac", Bytes(), nullable=False),
        sa.CheckConstraint(
            "place IN ('ready', 'mailed', 'came_back', 'handed_over', 'rejected', 'lost')",
            name=op.f("ck_pieces_place_known"),
        ),
        sa.ForeignKeyConstraint(["card_id"], ["cards.id"], name=op.f("fk_pieces_card_id_cards")),
        sa.ForeignKeyConstraint(
            ["disposal_id"], ["disposals.id"], name=op.f("fk_pieces_disposal_id_disposals")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pieces")),
        sa.UniqueConstraint("card_id", name=op.f("uq_pieces_card_id")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_pieces_site_pieces_place"), "pieces", ["site", "place"])
    op.create_index(op.f("ix_pieces_disposal_id"), "pieces", ["disposal_id"])


def downgrade() -> None:
    op.drop_table("pieces")
    op.drop_table("disposals")
