"""Table of printers: where each stands, and how what it prints is moved, scaled and coloured."""

from enum import StrEnum
from uuid import UUID

from app.audit import RowVersion, Subject
from app.core.rendering.adjustment import Adjustment
from app.core.rendering.imposition import Flip
from app.core.rendering.ink import ColourProfile
from app.kit.db import CheckConstraint, DataClass, Index, Mapped, Model, column, one_of

WHILE_USED = "while the printer is used"
HUNDREDTHS = 100
"""Of a millimetre: how offsets are kept."""
THOUSANDTHS = 1000
"""How scales are kept."""
PROFILES = (ColourProfile.RGB_K, ColourProfile.CMYK)


class PrinterKind(StrEnum):
    """What a printer takes in."""

    CARD = "card"
    SHEET = "sheet"


class Printer(Model):
    """One printer of a desk. It decides nothing but where ink lands, within 3 mm: no MAC."""

    __tablename__ = "printers"
    __table_args__ = (
        one_of("kind", PrinterKind),
        one_of("profile", PROFILES),
        one_of("flip", Flip),
        CheckConstraint("length(name) BETWEEN 1 AND 100", name="name_length"),
        CheckConstraint("offset_x BETWEEN -300 AND 300", name="offset_x_small"),
        CheckConstraint("offset_y BETWEEN -300 AND 300", name="offset_y_small"),
        CheckConstraint("scale BETWEEN 970 AND 1030", name="scale_small"),
        Index(None, "site"),
    )

    id: Mapped[UUID] = column(
        primary_key=True, purpose="row id", data=DataClass.OPERATIONAL, clock=WHILE_USED
    )
    site: Mapped[str] = column(purpose="desk", data=DataClass.OPERATIONAL, clock=WHILE_USED)
    name: Mapped[str] = column(
        purpose="what people call it", data=DataClass.OPERATIONAL, clock=WHILE_USED
    )
    kind: Mapped[str] = column(
        purpose="whether it takes cards or sheets", data=DataClass.OPERATIONAL, clock=WHILE_USED
    )
    offset_x: Mapped[int] = column(
        purpose="hundredths of a millimetre to the right",
        data=DataClass.OPERATIONAL,
        clock=WHILE_USED,
    )
    offset_y: Mapped[int] = column(
        purpose="hundredths of a millimetre down", data=DataClass.OPERATIONAL, clock=WHILE_USED
    )
    scale: Mapped[int] = column(
        purpose="size in thousandths", data=DataClass.OPERATIONAL, clock=WHILE_USED
    )
    profile: Mapped[str] = column(
        purpose="colour profile", data=DataClass.OPERATIONAL, clock=WHILE_USED
    )
    flip: Mapped[str] = column(
        purpose="about which edge it turns a sheet", data=DataClass.OPERATIONAL, clock=WHILE_USED
    )
    is_closed: Mapped[bool] = column(
        purpose="no longer printed on", data=DataClass.OPERATIONAL, clock=WHILE_USED
    )
    version: Mapped[int] = column(
        purpose="compare-and-swap", data=DataClass.OPERATIONAL, clock=WHILE_USED
    )

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}  # noqa: RUF012 - read once by SQLAlchemy

    @property
    def adjustment(self) -> Adjustment:
        """Return how its pages are moved and scaled."""
        return Adjustment(
            offset_x=self.offset_x / HUNDREDTHS,
            offset_y=self.offset_y / HUNDREDTHS,
            scale=self.scale / THOUSANDTHS,
        )

    @property
    def subject(self) -> Subject:
        """Name the printer in the audit log, in the version that an act has left."""
        return Subject(row=RowVersion(self.__tablename__, self.id, self.version))
