"""All tables of the application, found by importing every feature's models."""

from importlib import import_module
from pathlib import Path

from sqlalchemy import MetaData

from app.kit.db import Model

ROOT = Path(__file__).parents[2]


def all_tables() -> MetaData:
    """Import each `app/*/models.py` and return what they declare together."""
    for path in sorted((ROOT / "app").glob("*/models.py")):
        import_module(f"app.{path.parent.name}.models")
    return Model.metadata
