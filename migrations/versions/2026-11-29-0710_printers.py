"""Printers, with how what is drawn for each is moved, scaled and coloured."""

import sqlalchemy as sa
from alembic import op

from app.kit.db import Code, Count, Flag, Id

revision = "7c3fa91be0d4"
down_revision = "e1f4b7a92c30"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "printers",
        sa.Column("id", Id(), nullable=False),
        sa.Column("site", Code(), nullable=False),
        sa.Column("name", Code(), nullable=False),
        sa.Column("kind", Code(), nullable=False),
        sa.Column("offset_x", Count(), nullable=False),
        sa.Column("offset_y", Count(), nullable=False),
        sa.Column("scale", Count(), nullable=False),
        sa.Column("profile", Code(), nullable=False),
        sa.Column("flip", Code(), nullable=False),
        sa.Column("is_closed", Flag(), nullable=False),
        sa.Column("version", Count(), nullable=False),
        sa.CheckConstraint("kind IN ('card', 'sheet')", name=op.f("ck_printers_kind_known")),
        sa.CheckConstraint("profile IN ('rgb-k', 'cmyk')", name=op.f("ck_printers_profile_known")),
        sa.CheckConstraint(
            "flip IN ('long_edge', 'short_edge')", name=op.f("ck_printers_flip_known")
        ),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 100", name=op.f("ck_printers_name_length")),
        sa.CheckConstraint(
            "offset_x BETWEEN -300 AND 300", name=op.f("ck_printers_offset_x_small")
        ),
        sa.CheckConstraint(
            "offset_y BETWEEN -300 AND 300", name=op.f("ck_printers_offset_y_small")
        ),
        sa.CheckConstraint("scale BETWEEN 970 AND 1030", name=op.f("ck_printers_scale_small")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_printers")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_printers_site"), "printers", ["site"], unique=False)


def downgrade() -> None:
    op.drop_table("printers")
