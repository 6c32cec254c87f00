"""What is typed into the intake form for an invented person, and how forms are filled in."""

ROSALBA = {
    "language": "es",
    "given_names": "Rosalba",
    "family_names": "Quispe Mamani",
    "birth_year": "1990",
    "birth_month": "2",
    "birth_day": "14",
    "address_mode": "printed",
    "address_line": "1420 Willow Street",
    "city": "Riverbend",
    "postal_code": "55021",
    "document_passport": "on",
    "document_passport_expires_on": "2030-01-31",
    "document_utility_bill": "on",
    "document_utility_bill_issued_on": "2026-11-02",
}


def form(**changes: str) -> dict[str, str]:
    """Return the form with some fields typed differently."""
    return ROSALBA | changes
