import pytest

from app.core.rendering.content import CardContent
from app.core.rendering.fields import FIELDS, Field, Presence, paragraphs_of
from app.core.rendering.sample import bare_content

TEXTS = [field for field in Field if FIELDS[field].value is not None]


def test_every_field_is_in_the_registry() -> None:
    assert set(FIELDS) == set(Field)
    assert all(info.label for info in FIELDS.values())


@pytest.mark.parametrize("field", TEXTS)
def test_the_sample_card_shows_the_sample(field: Field, content: CardContent) -> None:
    assert paragraphs_of(field, content=content) == FIELDS[field].sample


@pytest.mark.parametrize("field", TEXTS)
def test_only_optional_fields_may_be_absent(field: Field, content: CardContent) -> None:
    absent = paragraphs_of(field, content=bare_content(content)) == ()
    assert absent is (FIELDS[field].presence is Presence.OPTIONAL)


@pytest.mark.parametrize("field", [Field.PHOTO, Field.QR])
def test_a_picture_has_no_paragraphs(field: Field, content: CardContent) -> None:
    with pytest.raises(ValueError, match="is a picture"):
        paragraphs_of(field, content=content)
