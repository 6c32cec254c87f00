"""The kinds of paper people bring: what each can prove and which of its dates matter.

Kinds are as coarse as the rules allow: a kind alone can tell more about a person than they meant
to say, so no kind names a country, and one federal photo ID is like another. Labels are plain
English, marked for translation.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from app.core.documents.provenance import Identifier, Number, ProfilePart, Switch, Text
from app.core.documents.wording import N_


class Proof(StrEnum):
    """What a paper can show."""

    IDENTITY = "identity"
    RESIDENCY = "residency"
    PHOTO = "photo"
    BIRTH_DATE = "birth_date"
    CARETAKER = "caretaker"  # who the adult beside the applicant is
    RELATIONSHIP = "relationship"  # that this adult cares for the applicant
    CARE_OF = "care_of"  # that an organization takes the applicant's mail
    ATTENDANCE = "attendance"  # that the applicant was at the orientation


class Expiry(StrEnum):
    """Does this kind of paper bear a date on which it ends?"""

    ALWAYS = "always"
    SOMETIMES = "sometimes"
    NEVER = "never"


class DocumentKind(ProfilePart):
    """One kind of paper."""

    id: Identifier
    label: Text
    proves: frozenset[Proof]
    expires: Expiry = Expiry.NEVER
    is_dated: Switch = False  # its date of issue says how fresh it is
    names_organization: Switch = False
    rarity: Number = 5  # 1: nearly everybody has one, 9: few do; puts suggestions in order

    @property
    def attributes(self) -> tuple[str, ...]:
        """The names of the fields of `PresentedDocument` that matter for this kind."""
        wanted = {
            "expires_on": self.expires is not Expiry.NEVER,
            "issued_on": self.is_dated,
            "organization": self.names_organization,
        }
        return tuple(name for name, matters in wanted.items() if matters)


_PROOFS = {
    "I": Proof.IDENTITY,
    "R": Proof.RESIDENCY,
    "P": Proof.PHOTO,
    "B": Proof.BIRTH_DATE,
    "C": Proof.CARETAKER,
    "F": Proof.RELATIONSHIP,
    "O": Proof.CARE_OF,
    "T": Proof.ATTENDANCE,
}

# Identifier, what it proves (letters above), bears an end (A/S/N), dated, organization, rarity.
_ROWS = (
    ("passport", "IPB", "A", False, False, 3, N_("Passport")),
    ("passport_without_code_lines", "IPB", "A", False, False, 7,
     N_("Passport without the two lines of code at the bottom")),
    ("license_with_address", "IRPB", "A", False, False, 2,
     N_("Driver's license or state ID with your address here")),
    ("drivers_license", "IPB", "A", False, False, 3, N_("Driver's license")),
    ("state_id", "IPB", "A", False, False, 3, N_("State ID card")),
    ("consular_id", "IPB", "A", False, False, 4, N_("Consular ID card")),
    ("national_id", "IPB", "S", False, False, 3, N_("National ID card")),
    ("federal_photo_id", "IPB", "S", False, False, 5,
     N_("Photo ID card from the federal government")),
    ("military_id", "IPB", "A", False, False, 7, N_("Military ID card")),
    ("tribal_id", "IPB", "S", False, False, 8, N_("Tribal ID card")),
    ("previous_card", "IPB", "S", False, False, 6, N_("Your earlier card from this program")),
    ("school_photo_id", "IP", "S", False, False, 4, N_("School or college photo ID")),
    ("work_photo_id", "IP", "S", False, False, 5, N_("Photo ID from your work")),
    ("birth_certificate", "IBF", "N", False, False, 2, N_("Birth certificate")),
    ("marriage_certificate", "I", "N", False, False, 6, N_("Marriage certificate")),
    ("social_security_card", "I", "N", False, False, 4, N_("Social Security card")),
    ("taxpayer_letter", "I", "N", True, False, 5, N_("Letter with your taxpayer number")),
    ("benefit_card", "I", "S", False, False, 4, N_("Benefit card (EBT)")),
    ("health_card", "I", "S", False, False, 4, N_("Health insurance card")),
    ("bank_card", "I", "A", False, False, 2, N_("Bank card with your name on it")),
    ("library_card", "I", "S", False, False, 5, N_("Library card with your name on it")),
    ("school_record", "IB", "N", True, False, 4, N_("School or college record")),
    ("vaccination_record", "IB", "N", False, False, 5, N_("Vaccination record")),
    ("utility_bill", "R", "N", True, False, 1,
     N_("Bill for electricity, gas, water, phone or internet")),
    ("bank_statement", "R", "N", True, False, 1, N_("Bank or credit card statement")),
    ("lease", "R", "N", True, False, 2, N_("Lease or rental agreement")),
    ("pay_stub", "R", "N", True, False, 3, N_("Pay stub with your address")),
    ("official_letter", "R", "N", True, False, 3, N_("Letter from a government office")),
    ("insurance_bill", "R", "N", True, False, 4, N_("Insurance bill or policy")),
    ("property_tax_bill", "R", "N", True, False, 6, N_("Property tax or mortgage bill")),
    ("school_letter", "R", "N", True, False, 4, N_("School letter with your address")),
    ("medical_record", "R", "N", True, False, 4,
     N_("Record or letter from a doctor, clinic or hospital")),
    ("care_of_letter", "O", "N", True, True, 6,
     N_("Letter from an organization that takes mail for you")),
    ("shelter_letter", "RO", "N", True, True, 6, N_("Letter from a shelter")),
    ("caretaker_photo_id", "C", "S", False, False, 3, N_("Photo ID of the adult with you")),
    ("guardianship_paper", "F", "N", False, False, 7,
     N_("Court or agency paper naming the adult with you")),
    ("orientation_ticket", "T", "N", True, False, 1, N_("Ticket from today's orientation")),
)  # fmt: skip


def _kind(row: tuple[str, str, str, bool, bool, int, str]) -> DocumentKind:
    identifier, proofs, expires, is_dated, names_organization, rarity, label = row
    return DocumentKind(
        id=identifier,
        label=label,
        proves=frozenset(_PROOFS[letter] for letter in proofs),
        expires={"A": Expiry.ALWAYS, "S": Expiry.SOMETIMES, "N": Expiry.NEVER}[expires],
        is_dated=is_dated,
        names_organization=names_organization,
        rarity=rarity,
    )


CATALOGUE: Mapping[str, DocumentKind] = MappingProxyType({row[0]: _kind(row) for row in _ROWS})
