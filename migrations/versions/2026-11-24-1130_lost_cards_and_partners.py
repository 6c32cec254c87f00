"""pauses with their day, slips found by their digest, partners, limits that processes share.

SQLite adds the column and the indexes without rebuilding; only `tallies` is described whole, since
what Alembic reads back from SQLite lacks the checks.
"""

import sqlalchemy as sa
from alembic import op

from app.kit.db import Bytes, Code, Count, Day, Flag, Id

revision = "c4a8e61f7d25"
down_revision = "b1f7c2d90a41"
branch_labels = None
depends_on = None

OLD_ACTS = "'signed_in', 'sign_in_failed', 'signed_out', 'staff_added', 'staff_closed', 'staff_reopened', 'staff_roles_changed', 'application_opened', 'application_changed', 'application_viewed', 'application_submitted', 'application_returned', 'application_approved', 'application_refused', 'application_withdrawn', 'decision_blocked', 'photo_taken', 'card_issued', 'print_queued', 'card_drawn', 'card_printed', 'card_spoiled', 'card_handed_over', 'card_suspended', 'card_lifted', 'card_revoked', 'card_signed_again', 'receipt_drawn', 'program_activated', 'key_made', 'key_retired', 'key_compromised', 'key_set_published', 'root_pinned', 'status_lists_closed', 'report_read', 'applicant_erased'"
NEW_ACTS = "'signed_in', 'sign_in_failed', 'signed_out', 'staff_added', 'staff_closed', 'staff_reopened', 'staff_roles_changed', 'application_opened', 'application_changed', 'application_viewed', 'application_submitted', 'application_returned', 'application_approved', 'application_refused', 'application_withdrawn', 'decision_blocked', 'photo_taken', 'card_issued', 'print_queued', 'card_drawn', 'card_printed', 'card_spoiled', 'card_handed_over', 'card_suspended', 'card_lifted', 'card_revoked', 'card_signed_again', 'receipt_drawn', 'program_activated', 'key_made', 'key_retired', 'key_compromised', 'key_set_published', 'root_pinned', 'status_lists_closed', 'partner_added', 'partner_key_changed', 'partner_closed', 'report_read', 'applicant_erased'"


def tallies(acts: str) -> sa.Table:
    return sa.Table(
        "tallies",
        sa.MetaData(),
        sa.Column("id", Id(), nullable=False),
        sa.Column("day", Day(), nullable=False),
        sa.Column("site", Code(), nullable=False),
        sa.Column("act", Code(), nullable=False),
        sa.Column("reason", Code(), nullable=False),
        sa.Column("count", Count(), nullable=False),
        sa.CheckConstraint(f"act IN ({acts})", name=op.f("ck_tallies_act_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tallies")),
        sa.Index(op.f("ix_tallies_day_tallies_site_tallies_act"), "day", "site", "act"),
        sqlite_strict=True,
    )


def upgrade() -> None:
    op.create_table(
        "limit_uses",
        sa.Column("name", Code(), nullable=False),
        sa.Column("period", Code(), nullable=False),
        sa.Column("used", Count(), nullable=False),
        sa.PrimaryKeyConstraint("name", "period", name=op.f("pk_limit_uses")),
        sqlite_strict=True,
    )
    op.create_table(
        "partners",
        sa.Column("id", Id(), nullable=False),
        sa.Column("name", Code(), nullable=False),
        sa.Column("contact_role", Code(), nullable=False),
        sa.Column("agreed_on", Day(), nullable=False),
        sa.Column("sees_please_visit", Flag(), nullable=False),
        sa.Column("daily_quota", Count(), nullable=False),
        sa.Column("key_digest", Bytes(), nullable=False),
        sa.Column("is_closed", Flag(), nullable=False),
        sa.Column("version", Count(), nullable=False),
        sa.Column("mac", Bytes(), nullable=False),
        sa.CheckConstraint(
            "daily_quota BETWEEN 1 AND 1000000", name=op.f("ck_partners_daily_quota_sane")
        ),
        sa.CheckConstraint(
            "length(contact_role) BETWEEN 1 AND 100", name=op.f("ck_partners_contact_role_length")
        ),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 100", name=op.f("ck_partners_name_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partners")),
        sa.UniqueConstraint("key_digest", name=op.f("uq_partners_key_digest")),
        sqlite_strict=True,
    )
    op.add_column("cards", sa.Column("paused_on", Day(), nullable=True))
    op.create_index("one_card_per_tear_off_code", "cards", ["tear_off_digest"], unique=True)
    _let_tallies_know(OLD_ACTS, NEW_ACTS)


def downgrade() -> None:
    op.execute(
        "DELETE FROM tallies WHERE act IN ('partner_added', 'partner_key_changed',"
        " 'partner_closed')"
    )
    _let_tallies_know(NEW_ACTS, OLD_ACTS)
    op.drop_index("one_card_per_tear_off_code", table_name="cards")
    op.drop_column("cards", "paused_on")
    op.drop_table("partners")
    op.drop_table("limit_uses")


def _let_tallies_know(before: str, after: str) -> None:
    with op.batch_alter_table("tallies", copy_from=tallies(before)) as batch_op:
        batch_op.drop_constraint(op.f("ck_tallies_act_known"), type_="check")
        batch_op.create_check_constraint(op.f("ck_tallies_act_known"), f"act IN ({after})")
