"""Proofs of a design, and what a design cannot hold."""

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


def test_an_unknown_design_is_refused(tessera: Tessera, tmp_path: Path) -> None:
    for arguments in (("check", "nowhere"), ("sample", "nowhere", "--out", str(tmp_path / "x"))):
        ran = tessera("card", *arguments)
        assert ran.status in {1, 2}
        assert ran.out == ""
        assert "Traceback" not in ran.error
