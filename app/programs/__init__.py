"""Program profiles: stored versions, the one in force, card designs; the files that come along."""

from app.programs.activate_program import activate_program
from app.programs.active_program import ActiveProgram, active_program, profile_of_version
from app.programs.card_designs import (
    CardDesignNotFoundError,
    FontsMissingError,
    list_card_designs,
    load_card_design,
)
from app.programs.models import ProgramVersion
from app.programs.profile_files import list_profiles, read_profile
from app.programs.program_text import program_text
from app.programs.repository import ProgramRepository
from app.programs.wall_of_names import wall_of_names

__all__ = [
    "ActiveProgram",
    "CardDesignNotFoundError",
    "FontsMissingError",
    "ProgramRepository",
    "ProgramVersion",
    "activate_program",
    "active_program",
    "list_card_designs",
    "list_profiles",
    "load_card_design",
    "profile_of_version",
    "program_text",
    "read_profile",
    "wall_of_names",
]
