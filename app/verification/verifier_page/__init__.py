"""The files of the public verifier page, and the little it is told about this deployment."""

from app.verification.verifier_page.find_config import FindConfig, config_finder, read_config
from app.verification.verifier_page.release import (
    Release,
    ReleaseMaker,
    VerifierConfig,
    VerifierFile,
)

__all__ = [
    "FindConfig",
    "Release",
    "ReleaseMaker",
    "VerifierConfig",
    "VerifierFile",
    "config_finder",
    "read_config",
]
