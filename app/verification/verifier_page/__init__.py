"""The files of the public verifier page, and the little it is told about this deployment."""

from app.verification.verifier_page.release import (
    Release,
    ReleaseMaker,
    VerifierConfig,
    VerifierFile,
)

__all__ = ["Release", "ReleaseMaker", "VerifierConfig", "VerifierFile"]
