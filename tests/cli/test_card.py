"""Proofs of a design, and what a design cannot hold."""

import json
from pathlib import Path

import pypdfium2

from tests.cli.conftest import Tessera


def test_a_sample_is_a_card_of_two_pages(tessera: Tessera, tmp_path: Path) -> None:
    out = tmp_path / "sample.pdf"
    ran = tessera("card", "sample", "riverbend", "--out", str(out), "--name", "María José Núñez")
    assert (ran.status, ran.out) == (0, f"{out}\n")
    document = pypdfium2.PdfDocument(out.read_bytes())
    sizes = {tuple(round(side / 72 * 25.4, 1) for side in page.get_size()) for page in document}
    assert (len(document), sizes) == (2, {(85.6, 54.0)})


def test_a_sample_may_be_for_a_press(tessera: Tessera, tmp_path: Path) -> None:
    files = []
    for colours in ("rgb-k", "cmyk"):
        out = tmp_path / f"{colours}.pdf"
        ran = tessera("card", "sample", "riverbend", "--out", str(out), "--colours", colours)
        assert ran.status == 0
        files.append(out.read_bytes())
    assert files[0] != files[1]


def test_a_name_that_does_not_fit_is_refused(tessera: Tessera, tmp_path: Path) -> None:
    out = tmp_path / "sample.pdf"
    ran = tessera("card", "sample", "riverbend", "--out", str(out), "--name", "Wilhelmina " * 40)
    assert (ran.status, ran.out) == (1, "")
    assert "name" in ran.error
    assert not out.exists()


def test_a_wall_of_names_is_drawn(tessera: Tessera, tmp_path: Path) -> None:
    out = tmp_path / "wall.pdf"
    ran = tessera("card", "wall", "riverbend", "--out", str(out))
    assert (ran.status, ran.out) == (0, f"{out}\n")
    assert len(pypdfium2.PdfDocument(out.read_bytes())) > 1


def test_our_design_holds_its_fields(tessera: Tessera) -> None:
    ran = tessera("card", "check", "riverbend")
    assert (ran.status, ran.out) == (0, "")


def test_features_are_told_to_people_and_to_machines(tessera: Tessera) -> None:
    ran = tessera("card", "features", "loom")
    assert ran.status == 0
    assert [line[0] for line in ran.out.splitlines()] == sorted(
        line[0] for line in ran.out.splitlines()
    )
    entries = json.loads(tessera("card", "features", "loom", "--json").out)
    assert {"id", "level", "elements", "where", "look"} == set(entries[0])
    assert len(entries) == len(ran.out.splitlines())


def test_an_unknown_design_is_refused(tessera: Tessera, tmp_path: Path) -> None:
    for arguments in (("check", "nowhere"), ("sample", "nowhere", "--out", str(tmp_path / "x"))):
        ran = tessera("card", *arguments)
        assert ran.status in {1, 2}
        assert ran.out == ""
        assert "Traceback" not in ran.error
