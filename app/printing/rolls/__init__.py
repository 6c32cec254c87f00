"""Ribbon and film: records, because both keep the faces that they have printed."""

from app.printing.rolls.discard_rolls import discard_rolls
from app.printing.rolls.install_roll import install_roll
from app.printing.rolls.models import Roll
from app.printing.rolls.remove_roll import remove_roll
from app.printing.rolls.repository import RollRepository

__all__ = ["Roll", "RollRepository", "discard_rolls", "install_roll", "remove_roll"]
