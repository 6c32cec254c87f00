"""Table of people: random ids only. What is known about a person lies sealed in the vault."""

from uuid import UUID

from app.kit.db import DataClass, Mapped, Model, column


class Applicant(Model):
    """A person who asked for a card, known here by a random id and the id of a data key."""

    __tablename__ = "applicants"

    id: Mapped[UUID] = column(
        primary_key=True,
        purpose="ties the rows of one person together",
        data=DataClass.LINK,
        clock="the retention rung of the program",
    )
    key_id: Mapped[UUID] = column(
        unique=True,
        purpose="the data key in the keyring",
        data=DataClass.LINK,
        clock="with the row",
    )
    epoch: Mapped[str] = column(
        purpose="calendar month in which the longest clock ends, YYYY-MM",
        data=DataClass.OPERATIONAL,
        clock="with the row",
    )
