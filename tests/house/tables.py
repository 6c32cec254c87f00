"""All tables of the application, found by importing every feature's models."""

from importlib import import_module
from pathlib import Path

from sqlalchemy import MetaData

from app.kit.db import Model

ROOT = Path(__file__).parents[2]


def all_tables() -> MetaData:
    """Import the `models.py` of each feature and sub-package; return what they declare."""
    for path in sorted([*ROOT.glob("app/*/models.py"), *ROOT.glob("app/*/*/models.py")]):
        import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    return Model.metadata
