"""bureaus, bundles sent to them, the cards in those, and the receipts that were accepted."""

import sqlalchemy as sa
from alembic import op

from app.kit.db import Bytes, Code, Count, Day, Flag, Id, Instant

revision = "e21b7c40a9f3"
down_revision = "d90b3a5c1e77"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bureaus",
        sa.Column("id", Id(), nullable=False),
        sa.Column("name", Code(), nullable=False),
        sa.Column("contact_role", Code(), nullable=False),
        sa.Column("agreed_on", Day(), nullable=False),
        sa.Column("purge_days", Count(), nullable=False),
        sa.Column("bundle_key", Bytes(), nullable=False),
        sa.Column("receipt_key", Bytes(), nullable=False),
        sa.Column("is_closed", Flag(), nullable=False),
        sa.Column("version", Count(), nullable=False),
        sa.Column("mac", Bytes(), nullable=False),
        sa.CheckConstraint("length(bundle_key) = 32", name=op.f("ck_bureaus_bundle_key_length")),
        sa.CheckConstraint(
            "length(contact_role) BETWEEN 1 AND 100", name=op.f("ck_bureaus_contact_role_length")
        ),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 100", name=op.f("ck_bureaus_name_length")),
        sa.CheckConstraint("length(receipt_key) = 32", name=op.f("ck_bureaus_receipt_key_length")),
        sa.CheckConstraint("purge_days BETWEEN 1 AND 90", name=op.f("ck_bureaus_purge_days_sane")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bureaus")),
        sqlite_strict=True,
    )
    op.create_table(
        "bundles",
        sa.Column("id", Id(), nullable=False),
        sa.Column("bureau_id", Id(), nullable=False),
        sa.Column("site", Code(), nullable=False),
        sa.Column("state", Code(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("purge_by", Instant(), nullable=False),
        sa.Column("manifest", Code(), nullable=False),
        sa.Column("version", Count(), nullable=False),
        sa.Column("mac", Bytes(), nullable=False),
        sa.CheckConstraint(
            "state IN ('intended', 'sent', 'settled', 'cancelled')",
            name=op.f("ck_bundles_state_known"),
        ),
        sa.ForeignKeyConstraint(
            ["bureau_id"], ["bureaus.id"], name=op.f("fk_bundles_bureau_id_bureaus")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bundles")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_bundles_site_bundles_state"), "bundles", ["site", "state"], unique=False
    )
    op.create_table(
        "purge_receipts",
        sa.Column("id", Id(), nullable=False),
        sa.Column("bundle_id", Id(), nullable=False),
        sa.Column("digest", Code(), nullable=False),
        sa.Column("destroyed_at", Instant(), nullable=False),
        sa.Column("accepted_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bundle_id"], ["bundles.id"], name=op.f("fk_purge_receipts_bundle_id_bundles")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purge_receipts")),
        sa.UniqueConstraint("bundle_id", "digest", name=op.f("uq_purge_receipts_bundle_id_digest")),
        sqlite_strict=True,
    )
    op.create_table(
        "bundle_cards",
        sa.Column("id", Id(), nullable=False),
        sa.Column("bundle_id", Id(), nullable=False),
        sa.Column("job_id", Id(), nullable=False),
        sa.Column("position", Count(), nullable=False),
        sa.Column("state", Code(), nullable=False),
        sa.Column("reason", Code(), nullable=False),
        sa.Column("is_code_read", Flag(), nullable=False),
        sa.Column("version", Count(), nullable=False),
        sa.CheckConstraint(
            "state IN ('intended', 'left_out', 'sent', 'printed', 'spoiled', 'missing')",
            name=op.f("ck_bundle_cards_state_known"),
        ),
        sa.ForeignKeyConstraint(
            ["bundle_id"], ["bundles.id"], name=op.f("fk_bundle_cards_bundle_id_bundles")
        ),
        sa.ForeignKeyConstraint(
            ["job_id"], ["print_jobs.id"], name=op.f("fk_bundle_cards_job_id_print_jobs")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bundle_cards")),
        sa.UniqueConstraint(
            "bundle_id", "position", name=op.f("uq_bundle_cards_bundle_id_position")
        ),
        sqlite_strict=True,
    )
    op.create_index(
        "one_open_bundle_per_print",
        "bundle_cards",
        ["job_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('intended', 'sent', 'missing')"),
        postgresql_where=sa.text("state IN ('intended', 'sent', 'missing')"),
    )


def downgrade() -> None:
    op.drop_index(
        "one_open_bundle_per_print",
        table_name="bundle_cards",
        sqlite_where=sa.text("state IN ('intended', 'sent', 'missing')"),
        postgresql_where=sa.text("state IN ('intended', 'sent', 'missing')"),
    )
    op.drop_table("bundle_cards")
    op.drop_table("purge_receipts")
    op.drop_index(op.f("ix_bundles_site_bundles_state"), table_name="bundles")
    op.drop_table("bundles")
    op.drop_table("bureaus")
