"""the printer of the register that a print agent serves."""

import sqlalchemy as sa
from alembic import op

from app.kit.db import Bytes, Code, Count, Flag, Id

revision = "2d9be4406c71"
down_revision = "f3d8a17c52be"
branch_labels = None
depends_on = None

SERVES = "fk_print_agents_printer_id_printers"


LENGTH = "ck_print_agents_printer_length"
BEFORE, AFTER = (f"length(printer) BETWEEN 1 AND {most}" for most in (60, 100))


def print_agents(length: str, *more: sa.Column[object] | sa.Constraint) -> sa.Table:
    return sa.Table(
        "print_agents",
        sa.MetaData(),
        sa.Column("id", Id(), nullable=False),
        sa.Column("site", Code(), nullable=False),
        sa.Column("name", Code(), nullable=False),
        sa.Column("printer", Code(), nullable=False),
        sa.Column("key_digest", Bytes(), nullable=False),
        sa.Column("is_closed", Flag(), nullable=False),
        sa.Column("version", Count(), nullable=False),
        sa.Column("mac", Bytes(), nullable=False),
        *more,
        sa.CheckConstraint(
            "length(name) BETWEEN 1 AND 60", name=op.f("ck_print_agents_name_length")
        ),
        sa.CheckConstraint(length, name=op.f(LENGTH)),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_agents")),
        sa.UniqueConstraint("key_digest", name=op.f("uq_print_agents_key_digest")),
        sqlite_strict=True,
    )


def upgrade() -> None:
    with op.batch_alter_table("print_agents", copy_from=print_agents(BEFORE)) as batch_op:
        batch_op.drop_constraint(op.f(LENGTH), type_="check")
        batch_op.create_check_constraint(op.f(LENGTH), AFTER)
        batch_op.add_column(sa.Column("printer_id", Id(), nullable=True))
        batch_op.create_foreign_key(op.f(SERVES), "printers", ["printer_id"], ["id"])


def downgrade() -> None:
    op.execute("UPDATE print_agents SET printer = substr(printer, 1, 60)")
    after = print_agents(
        AFTER,
        sa.Column("printer_id", Id(), nullable=True),
        sa.ForeignKeyConstraint(["printer_id"], ["printers.id"], name=op.f(SERVES)),
    )
    with op.batch_alter_table("print_agents", copy_from=after) as batch_op:
        batch_op.drop_constraint(op.f(SERVES), type_="foreignkey")
        batch_op.drop_column("printer_id")
        batch_op.drop_constraint(op.f(LENGTH), type_="check")
        batch_op.create_check_constraint(op.f(LENGTH), BEFORE)
