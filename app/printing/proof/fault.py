"""Why a finished page is not released; each reason names what on the card is at fault."""

from enum import StrEnum


class ProofFault(StrEnum):
    """The closed list of reasons."""

    NOT_A_CARD = "not_a_card"  # not two pages of 85.60 x 53.98 mm
    OTHER_FACE = "other_face"  # the page is not this design's front, or back
    CODE_UNREADABLE = "code_unreadable"  # no reader finds the signed code
    CODE_DIFFERS = "code_differs"  # it reads, and is not this card's token
    CODE_NOT_AS_KEPT = "code_not_as_kept"  # another version, level or mask than the card has
    CODE_OUT_OF_PLACE = "code_out_of_place"  # its modules are not on the dots they belong on
    QUIET_ZONE_INKED = "quiet_zone_inked"  # something is printed in the white around it
    NOT_BLACK = "not_black"  # its colour is another: what goes in black resin must be 0, 0, 0
    TEXT_MISSING = "text_missing"  # nothing is printed where the text belongs
    TEXT_DIFFERS = "text_differs"  # what is printed is not the text
    OUTSIDE_BOX = "outside_box"  # the text leaves the box that the design gives it
    INK_OUTSIDE = "ink_outside"  # ink where this card has none, or less than every card has
    PHOTO_MISSING = "photo_missing"  # no photo in its box
    PHOTO_DIFFERS = "photo_differs"  # another photo, or another cut of it
    PHOTO_FLAT = "photo_flat"  # one colour and no face


class ProofError(Exception):
    """A finished page is not what the card is to be; nothing personal is repeated."""

    def __init__(self, element: str, fault: ProofFault) -> None:
        super().__init__(f"{element}: {fault.value}")
        self.element = element
        """The id of the element in the design, or the name of the face."""
        self.fault = fault
