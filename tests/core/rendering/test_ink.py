"""What colours become: black for resin, black for a press, and one ink for layers."""

import pytest

from app.core.rendering.ink import ColourProfile, Ink

RGB, CMYK, MONO = ColourProfile.RGB_K, ColourProfile.CMYK, ColourProfile.MONO


@pytest.mark.parametrize(
    ("value", "profile", "fill"),
    [
        pytest.param("#000000", RGB, "0 0 0 rg", id="black for resin"),
        pytest.param("#ff0033", RGB, "1 0 0.2 rg", id="a colour"),
        pytest.param("#000000", CMYK, "0 0 0 1 k", id="black on its own plate"),
        pytest.param("#ffffff", CMYK, "0 0 0 0 k", id="paper"),
        pytest.param("#333333", CMYK, "0 0 0 0.8 k", id="grey is black only"),
        pytest.param("#ff0000", CMYK, "0 1 1 0 k", id="red"),
        pytest.param("#0066cc", CMYK, "1 0.5 0 0.2 k", id="a dark blue"),
        pytest.param("#000000", MONO, "0 g", id="ink"),
        pytest.param("#fffffe", MONO, "0 g", id="anything but white is ink"),
        pytest.param("#ffffff", MONO, "1 g", id="no ink"),
    ],
)
def test_sets_a_colour(value: str, profile: ColourProfile, fill: str) -> None:
    ink = Ink.of(value, profile)
    assert ink.fill == fill
    assert ink.line.lower() == fill
    assert ink.line[-1].isupper()


def test_an_ink_between_two_keeps_the_profile() -> None:
    red, blue = Ink.of("#ff0000", CMYK), Ink.of("#0000ff", CMYK)
    assert red.mixed(blue, share=0) == red
    assert red.mixed(blue, share=1) == blue
    assert red.mixed(blue, share=0.4) == Ink(153, 0, 102, CMYK)
