import pytest
from pydantic import ValidationError

from app.core.program import Issuer
from tests.core.program.profiles import SOURCED


def issuer(url: str) -> Issuer:
    return Issuer.model_validate({"name": "A", "url": url, "host_held_by": "A", **SOURCED})


@pytest.mark.parametrize(
    ("url", "host", "is_invented"),
    [
        ("https://id.riverbend.example", "id.riverbend.example", True),
        ("https://id.city.test", "id.city.test", True),
        ("https://id.city.gov", "id.city.gov", False),
        ("https://test.city.gov", "test.city.gov", False),
        ("https://example.com", "example.com", False),
    ],
)
def test_knows_its_host_and_whether_it_can_be_anybodys(
    url: str, host: str, *, is_invented: bool
) -> None:
    made = issuer(url)
    assert (made.host, made.is_invented) == (host, is_invented)


@pytest.mark.parametrize(
    "url",
    [
        "http://id.city.gov",
        "https://id.city.gov/",
        "https://id.city.gov/v",
        "https://id.city.gov:8443",
        "https://ID.city.gov",
        "https://city",
        "https://-id.city.gov",
        "https://user@id.city.gov",
        "https://id.city.gov\n",
        "",
    ],
)
def test_takes_a_plain_address_only(url: str) -> None:
    with pytest.raises(ValidationError, match="without port or path"):
        issuer(url)
