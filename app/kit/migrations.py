"""Bring a database to a revision of the schema, and say at which it stands."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from app.kit.db import Engine

ROOT = Path(__file__).resolve().parents[2]


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Run the migrations up to a revision."""
    command.upgrade(_config(engine), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Run the migrations back to a revision; `base` leaves an empty database."""
    command.downgrade(_config(engine), revision)


def is_at_head(engine: Engine) -> bool:
    """Say whether the database has every migration."""
    head = ScriptDirectory.from_config(_config(engine)).get_current_head()
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == head


def _config(engine: Engine) -> Config:
    config = Config(toml_file=ROOT / "pyproject.toml")
    config.attributes["engine"] = engine
    return config
