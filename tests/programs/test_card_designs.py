"""Designs and fonts come from disk as values, or the reason why not."""

from pathlib import Path

import pytest

from app.core.rendering.template import TemplateInvalidError
from app.programs.card_designs import (
    TEMPLATES,
    CardDesignNotFoundError,
    FontsMissingError,
    list_card_designs,
    load_card_design,
)


def copy_of_riverbend(folder: Path, *, change: tuple[str, str] = ("", "")) -> Path:
    """Write the shipped template into a folder of its own, with one text replaced."""
    text = (TEMPLATES / "riverbend" / "template.toml").read_text("utf-8")
    (folder / "copied").mkdir()
    (folder / "copied" / "template.toml").write_text(text.replace(*change), "utf-8")
    return folder


def test_the_shipped_designs_are_listed() -> None:
    assert "riverbend" in list_card_designs()


def test_loads_template_fonts_and_digest() -> None:
    design = load_card_design("riverbend")
    assert design.template.design == "riverbend"
    assert design.faces("bold")[0].covers("ễ")
    assert len(design.digest) == 64


def test_is_read_once_per_process() -> None:
    assert load_card_design("riverbend") is load_card_design("riverbend")


@pytest.mark.parametrize("name", ["hillcrest", "../riverbend", ""])
def test_an_unknown_design_is_not_found(name: str) -> None:
    with pytest.raises(CardDesignNotFoundError):
        load_card_design(name)


def test_names_the_fonts_that_are_missing(tmp_path: Path) -> None:
    with pytest.raises(FontsMissingError, match=r"NotoSans_400Regular\.ttf"):
        load_card_design("riverbend", fonts=tmp_path)


def test_a_changed_design_has_another_digest(tmp_path: Path) -> None:
    templates = copy_of_riverbend(tmp_path, change=("version = 2", "version = 3"))
    changed = load_card_design("copied", templates=templates)
    assert changed.template.version == 3
    assert changed.digest != load_card_design("riverbend").digest


def test_a_broken_design_is_refused(tmp_path: Path) -> None:
    templates = copy_of_riverbend(tmp_path, change=("version = 2", "versoin = 2"))
    with pytest.raises(TemplateInvalidError, match="versoin"):
        load_card_design("copied", templates=templates)
