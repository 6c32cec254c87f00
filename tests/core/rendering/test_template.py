"""A template is taken whole or refused with the key that is wrong."""

import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from app.core.rendering.template import TemplateInvalidError, parse_template
from app.programs.card_designs import TEMPLATES
from scripts.make_template_schema import TARGET, schema_text
from tests.core.rendering.designs import Change, changed, element, with_barcode


def test_the_shipped_template_parses() -> None:
    template = parse_template((TEMPLATES / "riverbend" / "template.toml").read_text("utf-8"))
    assert template.design == "riverbend"
    assert template.colour("black") == "#000000"
    assert template.colour("deep") == "#0c3b5e"
    assert [item.id for item in template.elements][-1] == "code"


def test_the_schema_kept_beside_the_designs_is_the_models() -> None:
    assert Path(TARGET).read_text("utf-8") == schema_text()


def setting(identifier: str, **keys: Any) -> Change:  # noqa: ANN401 - any value a file can hold
    return lambda data: element(data, identifier).update(keys)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param(lambda data: data.update(bleed=3), "bleed", id="unknown key"),
        pytest.param(lambda data: data.update(format=2), "format", id="unknown format"),
        pytest.param(setting("name", weight=3), "weight", id="unknown key of an element"),
        pytest.param(setting("name", kind="poem"), "poem", id="unknown kind"),
        pytest.param(setting("name", field="gender"), "field", id="unknown field"),
        pytest.param(setting("name", text="Ana"), "either field or text", id="two things to say"),
        pytest.param(setting("name", field="qr"), "not texts", id="a picture as text"),
        pytest.param(setting("name", min_size=20), "larger than size", id="sizes reversed"),
        pytest.param(setting("name", font="italic"), "unknown font italic", id="unknown font"),
        pytest.param(setting("front-microtext", font="x"), "unknown font x", id="its font too"),
        pytest.param(setting("name", colour="red"), "unknown colour red", id="unknown colour"),
        pytest.param(setting("front-tint", colours=["red", "deep"]), "red", id="in a list"),
        pytest.param(setting("front-seal", art="bridge"), "unknown art bridge", id="unknown art"),
        pytest.param(setting("photo", id="name"), "same id", id="two of one id"),
        pytest.param(setting("second-name", below="code"), "no earlier text", id="below another"),
        pytest.param(setting("name", below="second-name"), "no earlier text", id="in circles"),
        pytest.param(
            setting("front-seal", shown_without="name"), "every card has name", id="never shown"
        ),
        pytest.param(setting("code", size=31.9), "size", id="code under 32 mm"),
        pytest.param(setting("photo", field="name"), "field", id="a text as photo"),
        pytest.param(setting("code", labelled_by="name"), "no fixed words", id="a name as label"),
        pytest.param(
            setting("code", labelled_by="name-label"), "no fixed", id="label on the front"
        ),
        pytest.param(
            with_barcode(labelled_by="name-label"), "shown_with has to be", id="label on every card"
        ),
        pytest.param(with_barcode(height=4), "height", id="low bars"),
        pytest.param(with_barcode(field="card_number"), "field", id="another field in bars"),
        pytest.param(
            lambda data: data["art"]["seal"]["shapes"][0].update(fill="red"), "red", id="art colour"
        ),
        pytest.param(
            lambda data: data["art"]["seal"]["shapes"][0].update(path="M 0 0 L 1"),
            "wrong count",
            id="art path",
        ),
        pytest.param(
            lambda data: data["art"]["seal"]["shapes"][0].update(path="M 0 0 A 1 1"),
            "path",
            id="unknown path step",
        ),
    ],
)
def test_refuses(change: Change, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        changed(change)


def test_names_every_key_that_is_wrong() -> None:
    text = (TEMPLATES / "riverbend" / "template.toml").read_text("utf-8")
    text = re.sub(r"^version = \d+", "version = 0", text, flags=re.MULTILINE)
    text = text.replace("format = 1", "format = 9")
    with pytest.raises(TemplateInvalidError) as refusal:
        parse_template(text)
    assert [problem.split(":")[0] for problem in refusal.value.problems] == ["format", "version"]


def test_a_rule_over_the_whole_template_is_named_so() -> None:
    text = (TEMPLATES / "riverbend" / "template.toml").read_text("utf-8")
    with pytest.raises(TemplateInvalidError, match=r"template: .*unknown colour"):
        parse_template(text.replace('deep = "#', 'deeper = "#'))


def test_text_that_is_not_toml_is_refused() -> None:
    with pytest.raises(TemplateInvalidError):
        parse_template("format = ")
