"""proofs made ahead: what came of drawing and looking at each print of a batch."""

import sqlalchemy as sa
from alembic import op

from app.kit.db import Code, Count, Id, Instant

revision = "a94c06d1e7b3"
down_revision = "e07c41b9a2d6"
branch_labels = None
depends_on = None

OUTCOMES = "'passed', 'not_a_card', 'other_face', 'code_unreadable', 'code_differs', 'code_not_as_kept', 'code_out_of_place', 'quiet_zone_inked', 'not_black', 'text_missing', 'text_differs', 'outside_box', 'ink_outside', 'photo_missing', 'photo_differs', 'photo_flat', 'too_long', 'script_not_covered', 'variant_not_covered', 'broken_sequence', 'field_missing', 'qr_too_large', 'module_too_small', 'barcode_too_wide', 'not_in_symbology', 'photo_unreadable'"


def upgrade() -> None:
    op.create_table(
        "print_proofs",
        sa.Column("job_id", Id(), nullable=False),
        sa.Column("card_version", Count(), nullable=False),
        sa.Column("design_version", Code(), nullable=False),
        sa.Column("design_digest", Code(), nullable=False),
        sa.Column("outcome", Code(), nullable=False),
        sa.Column("element", Code(), nullable=False),
        sa.Column("proved_at", Instant(), nullable=False),
        sa.CheckConstraint(f"outcome IN ({OUTCOMES})", name=op.f("ck_print_proofs_outcome_known")),
        sa.ForeignKeyConstraint(
            ["job_id"], ["print_jobs.id"], name=op.f("fk_print_proofs_job_id_print_jobs")
        ),
        sa.PrimaryKeyConstraint("job_id", name=op.f("pk_print_proofs")),
        sqlite_strict=True,
    )


def downgrade() -> None:
    op.drop_table("print_proofs")
