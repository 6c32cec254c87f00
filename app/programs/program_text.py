"""What is the same on every card of a program, from its profile."""

from datetime import date

from app.core.program import ProgramProfile
from app.core.rendering.barcodes import MOST_LIBRARIES
from app.core.rendering.content import ProgramText


def program_text(profile: ProgramProfile, *, on: date) -> ProgramText:
    """Return the texts of a card issued on a day."""
    library = profile.card.library
    return ProgramText(
        program_id=profile.id,
        program_name=profile.issuer.name,
        card_title=profile.name,
        verify_address=f"{profile.issuer.host}/v",
        legal_lines=profile.legal_lines(on=on),
        return_address=profile.issuer.return_address,
        barcode=library.barcode if library else MOST_LIBRARIES,
        sample_library_number=library.sample if library else None,
    )
