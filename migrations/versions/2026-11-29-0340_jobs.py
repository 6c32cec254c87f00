"""jobs: orders of long work and the processes that run them."""

import sqlalchemy as sa
from alembic import op

from app.kit.db import Code, Count, Flag, Id, Instant

revision = "e07c41b9a2d6"
down_revision = "e21b7c40a9f3"
branch_labels = None
depends_on = None

OPEN = sa.text("state IN ('ordered', 'handed')")


def upgrade() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", Id(), nullable=False),
        sa.Column("kind", Code(), nullable=False),
        sa.Column("subject_id", Id(), nullable=False),
        sa.Column("state", Code(), nullable=False),
        sa.Column("steps", Count(), nullable=False),
        sa.Column("steps_done", Count(), nullable=False),
        sa.Column("steps_refused", Count(), nullable=False),
        sa.Column("ordered_at", Instant(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.CheckConstraint(
            "state IN ('ordered', 'handed', 'done', 'failed', 'cancelled')",
            name=op.f("ck_jobs_state_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_jobs_state"), "jobs", ["state"])
    op.create_index(
        "one_open_job_per_subject",
        "jobs",
        ["kind", "subject_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_table(
        "job_executors",
        sa.Column("id", Id(), nullable=False),
        sa.Column("stands_in", Flag(), nullable=False),
        sa.Column("seen_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_executors")),
        sqlite_strict=True,
    )


def downgrade() -> None:
    op.drop_table("job_executors")
    op.drop_table("jobs")
