"""the day on which a print was called good; of older ones, the day on which this is carried out."""

import sqlalchemy as sa
from alembic import op

from app.kit.db import Day

revision = "5c1d7ae0b946"
down_revision = "8b60f2a93d15"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("print_jobs", sa.Column("printed_on", Day(), nullable=True))
    op.execute("UPDATE print_jobs SET printed_on = CURRENT_DATE WHERE state = 'printed'")


def downgrade() -> None:
    op.drop_column("print_jobs", "printed_on")
