"""ledger of blank cards, rolls of ribbon and film, printers that leave."""

import sqlalchemy as sa
from alembic import op

from app.kit.db import Bytes, Code, Count, Day, Id

revision = "a91c4e07d3b6"
down_revision = "2d9be4406c71"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "blank_counts",
        sa.Column("id", Id(), nullable=False),
        sa.Column("site", Code(), nullable=False),
        sa.Column("serial", Count(), nullable=False),
        sa.Column("counted", Count(), nullable=False),
        sa.Column("expected", Count(), nullable=True),
        sa.Column("received", Count(), nullable=False),
        sa.Column("used", Count(), nullable=False),
        sa.Column("spoiled", Count(), nullable=False),
        sa.Column("set_aside", Count(), nullable=False),
        sa.Column("used_ever", Count(), nullable=False),
        sa.Column("spoiled_ever", Count(), nullable=False),
        sa.Column("counted_on", Day(), nullable=False),
        sa.Column("version", Count(), nullable=False),
        sa.Column("mac", Bytes(), nullable=False),
        sa.CheckConstraint(
            "(serial = 1) = (expected IS NULL)", name=op.f("ck_blank_counts_first_expects_nothing")
        ),
        sa.CheckConstraint(
            "counted BETWEEN 0 AND 1000000", name=op.f("ck_blank_counts_counted_sane")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blank_counts")),
        sa.UniqueConstraint("site", "serial", name="uq_blank_counts_serial"),
        sqlite_strict=True,
    )
    op.create_table(
        "blank_entries",
        sa.Column("id", Id(), nullable=False),
        sa.Column("site", Code(), nullable=False),
        sa.Column("period", Count(), nullable=False),
        sa.Column("move", Code(), nullable=False),
        sa.Column("count", Count(), nullable=False),
        sa.Column("label", Code(), nullable=False),
        sa.Column("reason", Code(), nullable=False),
        sa.Column("entered_on", Day(), nullable=False),
        sa.Column("version", Count(), nullable=False),
        sa.Column("mac", Bytes(), nullable=False),
        sa.CheckConstraint(
            "(move = 'received') = (label <> '')", name=op.f("ck_blank_entries_box_has_label")
        ),
        sa.CheckConstraint(
            "(move = 'set_aside') = (reason <> '')",
            name=op.f("ck_blank_entries_set_aside_for_reason"),
        ),
        sa.CheckConstraint(
            "move IN ('received', 'set_aside')", name=op.f("ck_blank_entries_move_known")
        ),
        sa.CheckConstraint(
            "reason IN ('', 'blank_jammed', 'blank_test_print', 'blank_damaged', 'blank_sheet_rest', 'blank_not_used_any_more')",
            name=op.f("ck_blank_entries_reason_known"),
        ),
        sa.CheckConstraint("count BETWEEN 1 AND 100000", name=op.f("ck_blank_entries_count_sane")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blank_entries")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_blank_entries_site_blank_entries_period"),
        "blank_entries",
        ["site", "period"],
        unique=False,
    )
    op.create_table(
        "printer_wipes",
        sa.Column("id", Id(), nullable=False),
        sa.Column("disposal_id", Id(), nullable=False),
        sa.Column("printer_id", Id(), nullable=False),
        sa.Column("items", Code(), nullable=False),
        sa.Column("version", Count(), nullable=False),
        sa.Column("mac", Bytes(), nullable=False),
        sa.ForeignKeyConstraint(
            ["disposal_id"], ["disposals.id"], name=op.f("fk_printer_wipes_disposal_id_disposals")
        ),
        sa.ForeignKeyConstraint(
            ["printer_id"], ["printers.id"], name=op.f("fk_printer_wipes_printer_id_printers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_printer_wipes")),
        sa.UniqueConstraint("disposal_id", name=op.f("uq_printer_wipes_disposal_id")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_printer_wipes_printer_id"), "printer_wipes", ["printer_id"], unique=False
    )
    op.create_table(
        "rolls",
        sa.Column("id", Id(), nullable=False),
        sa.Column("site", Code(), nullable=False),
        sa.Column("printer_id", Id(), nullable=False),
        sa.Column("kind", Code(), nullable=False),
        sa.Column("label", Code(), nullable=False),
        sa.Column("state", Code(), nullable=False),
        sa.Column("installed_on", Day(), nullable=False),
        sa.Column("removed_on", Day(), nullable=True),
        sa.Column("disposal_id", Id(), nullable=True),
        sa.Column("version", Count(), nullable=False),
        sa.Column("mac", Bytes(), nullable=False),
        sa.CheckConstraint(
            "(disposal_id IS NOT NULL) <= (state = 'removed')",
            name=op.f("ck_rolls_removed_before_destroyed"),
        ),
        sa.CheckConstraint(
            "(state = 'removed') = (removed_on IS NOT NULL)", name=op.f("ck_rolls_removed_on_a_day")
        ),
        sa.CheckConstraint("kind IN ('ribbon', 'film')", name=op.f("ck_rolls_kind_known")),
        sa.CheckConstraint("state IN ('installed', 'removed')", name=op.f("ck_rolls_state_known")),
        sa.CheckConstraint("length(label) BETWEEN 1 AND 40", name=op.f("ck_rolls_label_length")),
        sa.ForeignKeyConstraint(
            ["disposal_id"], ["disposals.id"], name=op.f("fk_rolls_disposal_id_disposals")
        ),
        sa.ForeignKeyConstraint(
            ["printer_id"], ["printers.id"], name=op.f("fk_rolls_printer_id_printers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rolls")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_rolls_disposal_id"), "rolls", ["disposal_id"], unique=False)
    op.create_index(op.f("ix_rolls_site_rolls_state"), "rolls", ["site", "state"], unique=False)
    op.create_index(
        "one_roll_of_a_kind_per_printer",
        "rolls",
        ["printer_id", "kind"],
        unique=True,
        sqlite_where=sa.text("state = 'installed'"),
        postgresql_where=sa.text("state = 'installed'"),
    )


def downgrade() -> None:
    op.drop_table("rolls")
    op.drop_table("printer_wipes")
    op.drop_table("blank_entries")
    op.drop_table("blank_counts")
