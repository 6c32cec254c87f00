"""batches of prints, print agents and their leases; a print knows the lease that sent it."""

import sqlalchemy as sa
from alembic import op

from app.kit.db import Bytes, Code, Count, Flag, Id, Instant

revision = "e1f4b7a92c30"
down_revision = "b5e21d74f90c"
branch_labels = None
depends_on = None

OLD_REASONS = "'', 'print_fault', 'out_of_position', 'wrong_details', 'damaged'"
NEW_REASONS = f"{OLD_REASONS}, 'lost'"
REASON_KNOWN = "ck_print_jobs_reason_known"
OPEN = "state IN ('queued', 'leased', 'sent', 'missing')"


def print_jobs(reasons: str, *more: sa.Column[object]) -> sa.Table:
    return sa.Table(
        "print_jobs",
        sa.MetaData(),
        sa.Column("id", Id(), nullable=False),
        sa.Column("card_id", Id(), nullable=False),
        sa.Column("site", Code(), nullable=False),
        sa.Column("state", Code(), nullable=False),
        sa.Column("reason", Code(), nullable=False),
        sa.Column("version", Count(), nullable=False),
        sa.Column("queued_at", Instant(), nullable=False),
        *more,
        sa.CheckConstraint(f"reason IN ({reasons})", name=op.f(REASON_KNOWN)),
        sa.CheckConstraint(
            "state IN ('queued', 'leased', 'sent', 'printed', 'spoiled', 'missing', 'cancelled')",
            name=op.f("ck_print_jobs_state_known"),
        ),
        sa.ForeignKeyConstraint(
            ["card_id"], ["cards.id"], name=op.f("fk_print_jobs_card_id_cards")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_jobs")),
        sa.Index(op.f("ix_print_jobs_site_print_jobs_state"), "site", "state"),
        sa.Index(
            "one_open_job_per_card",
            "card_id",
            unique=True,
            sqlite_where=sa.text(OPEN),
            postgresql_where=sa.text(OPEN),
        ),
        sqlite_strict=True,
    )


def upgrade() -> None:
    with op.batch_alter_table("print_jobs", copy_from=print_jobs(OLD_REASONS)) as batch_op:
        batch_op.add_column(sa.Column("lease_id", Id(), nullable=True))
        batch_op.drop_constraint(op.f(REASON_KNOWN), type_="check")
        batch_op.create_check_constraint(op.f(REASON_KNOWN), f"reason IN ({NEW_REASONS})")
    op.create_table(
        "print_agents",
        sa.Column("id", Id(), nullable=False),
        sa.Column("site", Code(), nullable=False),
        sa.Column("name", Code(), nullable=False),
        sa.Column("printer", Code(), nullable=False),
        sa.Column("key_digest", Bytes(), nullable=False),
        sa.Column("is_closed", Flag(), nullable=False),
        sa.Column("version", Count(), nullable=False),
        sa.Column("mac", Bytes(), nullable=False),
        sa.CheckConstraint(
            "length(name) BETWEEN 1 AND 60", name=op.f("ck_print_agents_name_length")
        ),
        sa.CheckConstraint(
            "length(printer) BETWEEN 1 AND 60", name=op.f("ck_print_agents_printer_length")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_agents")),
        sa.UniqueConstraint("key_digest", name=op.f("uq_print_agents_key_digest")),
        sqlite_strict=True,
    )
    op.create_table(
        "print_agent_signs",
        sa.Column("agent_id", Id(), nullable=False),
        sa.Column("seen_at", Instant(), nullable=False),
        sa.Column("printer_state", Code(), nullable=False),
        sa.Column("printer_words", Code(), nullable=False),
        sa.CheckConstraint(
            "printer_state IN ('idle', 'processing', 'stopped')",
            name=op.f("ck_print_agent_signs_printer_state_known"),
        ),
        sa.ForeignKeyConstraint(
            ["agent_id"],
            ["print_agents.id"],
            name=op.f("fk_print_agent_signs_agent_id_print_agents"),
        ),
        sa.PrimaryKeyConstraint("agent_id", name=op.f("pk_print_agent_signs")),
        sqlite_strict=True,
    )
    op.create_table(
        "print_batches",
        sa.Column("id", Id(), nullable=False),
        sa.Column("site", Code(), nullable=False),
        sa.Column("state", Code(), nullable=False),
        sa.Column("needs_second", Flag(), nullable=False),
        sa.Column("maker_id", Id(), nullable=False),
        sa.Column("releaser_id", Id(), nullable=True),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("version", Count(), nullable=False),
        sa.Column("mac", Bytes(), nullable=False),
        sa.CheckConstraint(
            "state IN ('held', 'released', 'closed')", name=op.f("ck_print_batches_state_known")
        ),
        sa.CheckConstraint(
            "(state = 'released') <= (releaser_id IS NOT NULL)",
            name=op.f("ck_print_batches_released_by"),
        ),
        sa.CheckConstraint(
            "NOT (needs_second AND releaser_id = maker_id)",
            name=op.f("ck_print_batches_second_person_releases"),
        ),
        sa.ForeignKeyConstraint(
            ["maker_id"], ["staff_people.id"], name=op.f("fk_print_batches_maker_id_staff_people")
        ),
        sa.ForeignKeyConstraint(
            ["releaser_id"],
            ["staff_people.id"],
            name=op.f("fk_print_batches_releaser_id_staff_people"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_batches")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_print_batches_site_print_batches_state"), "print_batches", ["site", "state"]
    )
    op.create_table(
        "print_positions",
        sa.Column("job_id", Id(), nullable=False),
        sa.Column("batch_id", Id(), nullable=False),
        sa.Column("priority", Code(), nullable=False),
        sa.Column("agent_id", Id(), nullable=True),
        sa.Column("lease_id", Id(), nullable=True),
        sa.Column("leased_until", Instant(), nullable=True),
        sa.Column("sent_at", Instant(), nullable=True),
        sa.Column("drawn_at", Instant(), nullable=True),
        sa.Column("report", Code(), nullable=False),
        sa.CheckConstraint(
            "priority IN ('rush', 'normal', 'renewal')",
            name=op.f("ck_print_positions_priority_known"),
        ),
        sa.CheckConstraint(
            "report IN ('', 'printed', 'spoiled', 'unknown')",
            name=op.f("ck_print_positions_report_known"),
        ),
        sa.CheckConstraint(
            "(sent_at IS NOT NULL) <= (lease_id IS NOT NULL)",
            name=op.f("ck_print_positions_sent_by_lease"),
        ),
        sa.CheckConstraint(
            "(drawn_at IS NOT NULL) <= (sent_at IS NOT NULL)",
            name=op.f("ck_print_positions_drawn_when_sent"),
        ),
        sa.CheckConstraint(
            "(report <> '') <= (sent_at IS NOT NULL)",
            name=op.f("ck_print_positions_reported_when_sent"),
        ),
        sa.ForeignKeyConstraint(
            ["agent_id"], ["print_agents.id"], name=op.f("fk_print_positions_agent_id_print_agents")
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["print_batches.id"],
            name=op.f("fk_print_positions_batch_id_print_batches"),
        ),
        sa.ForeignKeyConstraint(
            ["job_id"], ["print_jobs.id"], name=op.f("fk_print_positions_job_id_print_jobs")
        ),
        sa.PrimaryKeyConstraint("job_id", name=op.f("pk_print_positions")),
        sa.UniqueConstraint("lease_id", name=op.f("uq_print_positions_lease_id")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_print_positions_batch_id"), "print_positions", ["batch_id"])
    op.create_index(op.f("ix_print_positions_agent_id"), "print_positions", ["agent_id"])


def downgrade() -> None:
    op.drop_table("print_positions")
    op.drop_table("print_batches")
    op.drop_table("print_agent_signs")
    op.drop_table("print_agents")
    op.execute("UPDATE print_jobs SET reason = 'damaged' WHERE reason = 'lost'")
    after = print_jobs(NEW_REASONS, sa.Column("lease_id", Id(), nullable=True))
    with op.batch_alter_table("print_jobs", copy_from=after) as batch_op:
        batch_op.drop_column("lease_id")
        batch_op.drop_constraint(op.f(REASON_KNOWN), type_="check")
        batch_op.create_check_constraint(op.f(REASON_KNOWN), f"reason IN ({OLD_REASONS})")
