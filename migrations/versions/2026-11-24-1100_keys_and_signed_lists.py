"""key sets, signed lists, keys in tokens and compromised keys.

A table that SQLite has to rebuild is described whole: what Alembic reads back from SQLite lacks the
checks. New columns of old rows get a value first and lose the default afterwards.
"""

import sqlalchemy as sa
from alembic import op

from app.kit.db import Bytes, Code, Count, Day, Flag, Id, Instant

revision = "b1f7c2d90a41"
down_revision = "5df88addd871"
branch_labels = None
depends_on = None

OLD_ACTS = "'signed_in', 'sign_in_failed', 'signed_out', 'staff_added', 'staff_closed', 'staff_reopened', 'staff_roles_changed', 'application_opened', 'application_changed', 'application_viewed', 'application_submitted', 'application_returned', 'application_approved', 'application_refused', 'application_withdrawn', 'decision_blocked', 'photo_taken', 'card_issued', 'print_queued', 'card_drawn', 'card_printed', 'card_spoiled', 'card_handed_over', 'card_suspended', 'card_lifted', 'card_revoked', 'receipt_drawn', 'program_activated', 'key_made', 'report_read', 'applicant_erased'"
NEW_ACTS = "'signed_in', 'sign_in_failed', 'signed_out', 'staff_added', 'staff_closed', 'staff_reopened', 'staff_roles_changed', 'application_opened', 'application_changed', 'application_viewed', 'application_submitted', 'application_returned', 'application_approved', 'application_refused', 'application_withdrawn', 'decision_blocked', 'photo_taken', 'card_issued', 'print_queued', 'card_drawn', 'card_printed', 'card_spoiled', 'card_handed_over', 'card_suspended', 'card_lifted', 'card_revoked', 'card_signed_again', 'receipt_drawn', 'program_activated', 'key_made', 'key_retired', 'key_compromised', 'key_set_published', 'root_pinned', 'status_lists_closed', 'report_read', 'applicant_erased'"


def holder(default: str | None = None) -> sa.Column:
    return sa.Column("holder", Code(), nullable=False, server_default=default)


def compromised_at() -> sa.Column:
    return sa.Column("compromised_at", Instant(), nullable=True)


def is_closed_world(default: sa.ColumnElement | None = None) -> sa.Column:
    return sa.Column("is_closed_world", Flag(), nullable=False, server_default=default)


def issuer_keys(*added: sa.Column | sa.CheckConstraint) -> sa.Table:
    return sa.Table(
        "issuer_keys",
        sa.MetaData(),
        sa.Column("id", Id(), nullable=False),
        sa.Column("kid", Bytes(), nullable=False),
        sa.Column("role", Code(), nullable=False),
        sa.Column("issuer", Code(), nullable=False),
        sa.Column("algorithm", Code(), nullable=False),
        sa.Column("public_key", Bytes(), nullable=False),
        sa.Column("is_development", Flag(), nullable=False),
        sa.Column("standing", Code(), nullable=False),
        sa.Column("sign_from", Instant(), nullable=False),
        sa.Column("sign_until", Instant(), nullable=False),
        sa.Column("verify_until", Instant(), nullable=False),
        sa.Column("version", Count(), nullable=False),
        sa.Column("mac", Bytes(), nullable=False),
        sa.CheckConstraint(
            "algorithm IN ('ES256', 'EdDSA')", name=op.f("ck_issuer_keys_algorithm_known")
        ),
        sa.CheckConstraint("role IN ('card', 'status')", name=op.f("ck_issuer_keys_role_known")),
        sa.CheckConstraint(
            "standing IN ('active', 'retired', 'compromised')",
            name=op.f("ck_issuer_keys_standing_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issuer_keys")),
        *added,
        sqlite_strict=True,
    )


def status_lists(*added: sa.Column) -> sa.Table:
    return sa.Table(
        "status_lists",
        sa.MetaData(),
        sa.Column("number", Count(), autoincrement=False, nullable=False),
        sa.Column("expiry_group", Code(), nullable=False),
        sa.Column("is_open", Flag(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_status_lists")),
        sa.Index(
            "one_open_list_per_group",
            "expiry_group",
            unique=True,
            sqlite_where=sa.text("is_open = 1"),
            postgresql_where=sa.text("is_open"),
        ),
        *added,
        sqlite_strict=True,
    )


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
        "key_sets",
        sa.Column("version", Count(), autoincrement=False, nullable=False),
        sa.Column("content", Bytes(), nullable=False),
        sa.Column("published_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_key_sets")),
        sqlite_strict=True,
    )
    op.create_table(
        "pinned_root",
        sa.Column("id", Id(), nullable=False),
        sa.Column("place", Count(), nullable=False),
        sa.Column("public_key", Bytes(), nullable=False),
        sa.Column("version", Count(), nullable=False),
        sa.Column("mac", Bytes(), nullable=False),
        sa.CheckConstraint("place = 1", name=op.f("ck_pinned_root_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pinned_root")),
        sa.UniqueConstraint("place", name=op.f("uq_pinned_root_place")),
        sqlite_strict=True,
    )
    op.create_table(
        "signed_lists",
        sa.Column("list_number", Count(), autoincrement=False, nullable=False),
        sa.Column("cwt", Bytes(), nullable=False),
        sa.Column("jwt", Bytes(), nullable=False),
        sa.Column("digest", Bytes(), nullable=False),
        sa.Column("kid", Bytes(), nullable=False),
        sa.Column("issued_at", Instant(), nullable=False),
        sa.Column("register_version", Count(), nullable=False),
        sa.PrimaryKeyConstraint("list_number", name=op.f("pk_signed_lists")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("issuer_keys", copy_from=issuer_keys()) as batch_op:
        batch_op.add_column(holder("file"))
        batch_op.add_column(compromised_at())
    with op.batch_alter_table(
        "issuer_keys", copy_from=issuer_keys(holder("file"), compromised_at())
    ) as batch_op:
        batch_op.alter_column("holder", existing_type=Code(), server_default=None)
        batch_op.create_check_constraint(
            op.f("ck_issuer_keys_holder_known"), "holder IN ('file', 'token')"
        )
        batch_op.create_check_constraint(
            op.f("ck_issuer_keys_compromised_when"),
            "(standing = 'compromised') = (compromised_at IS NOT NULL)",
        )
    with op.batch_alter_table("status_lists", copy_from=status_lists()) as batch_op:
        batch_op.add_column(is_closed_world(sa.false()))
    with op.batch_alter_table(
        "status_lists", copy_from=status_lists(is_closed_world(sa.false()))
    ) as batch_op:
        batch_op.alter_column("is_closed_world", existing_type=Flag(), server_default=None)
    op.add_column("status_slots", sa.Column("changed_in", Count(), nullable=True))
    op.create_index(op.f("ix_status_slots_changed_in"), "status_slots", ["changed_in"])
    _let_tallies_know(OLD_ACTS, NEW_ACTS)


def downgrade() -> None:
    op.execute(
        "DELETE FROM tallies WHERE act IN ('key_retired', 'key_compromised',"
        " 'key_set_published', 'root_pinned', 'status_lists_closed', 'card_signed_again')"
    )
    _let_tallies_know(NEW_ACTS, OLD_ACTS)
    op.drop_index(op.f("ix_status_slots_changed_in"), "status_slots")
    op.drop_column("status_slots", "changed_in")
    with op.batch_alter_table(
        "status_lists", copy_from=status_lists(is_closed_world())
    ) as batch_op:
        batch_op.drop_column("is_closed_world")
    added = (
        holder(),
        compromised_at(),
        sa.CheckConstraint("holder IN ('file', 'token')", name=op.f("ck_issuer_keys_holder_known")),
        sa.CheckConstraint(
            "(standing = 'compromised') = (compromised_at IS NOT NULL)",
            name=op.f("ck_issuer_keys_compromised_when"),
        ),
    )
    with op.batch_alter_table("issuer_keys", copy_from=issuer_keys(*added)) as batch_op:
        batch_op.drop_constraint(op.f("ck_issuer_keys_holder_known"), type_="check")
        batch_op.drop_constraint(op.f("ck_issuer_keys_compromised_when"), type_="check")
        batch_op.drop_column("compromised_at")
        batch_op.drop_column("holder")
    op.drop_table("signed_lists")
    op.drop_table("pinned_root")
    op.drop_table("key_sets")


def _let_tallies_know(before: str, after: str) -> None:
    with op.batch_alter_table("tallies", copy_from=tallies(before)) as batch_op:
        batch_op.drop_constraint(op.f("ck_tallies_act_known"), type_="check")
        batch_op.create_check_constraint(op.f("ck_tallies_act_known"), f"act IN ({after})")
