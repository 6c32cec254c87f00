"""People: sealed personal data under a key of each person's own."""

from app.applicants.keep_person import (
    change_person,
    keep_new_person,
    keep_photo,
    move_to_epoch,
    open_person,
    open_photo,
)
from app.applicants.models import Applicant
from app.applicants.person import Address, AddressMode, Names, Person
from app.applicants.prepare_photo import prepare_photo
from app.applicants.repository import ApplicantRepository

__all__ = [
    "Address",
    "AddressMode",
    "Applicant",
    "ApplicantRepository",
    "Names",
    "Person",
    "change_person",
    "keep_new_person",
    "keep_photo",
    "move_to_epoch",
    "open_person",
    "open_photo",
    "prepare_photo",
]
