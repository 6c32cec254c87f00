"""A release is every file a browser keeps, under one digest that changes with any of them."""

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.verification.verifier_page import Release, ReleaseMaker, VerifierConfig
from app.verification.verifier_page.release import make_file

CONFIG = VerifierConfig("https://id.riverbend.example", "a401", "Riverbend", "America/Chicago", 60)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "own" / "words").mkdir(parents=True)
    (tmp_path / "built").mkdir()
    (tmp_path / "own" / "index.html").write_text("<!doctype html>")
    (tmp_path / "own" / "sw.js").write_text("importScripts('/v/shell.js')")
    (tmp_path / "own" / "words" / "en.json").write_text("{}")
    (tmp_path / "own" / "notes.md").write_text("not served")
    (tmp_path / "built" / "a.wasm").write_bytes(b"\0asm")
    return tmp_path


def release(folder: Path, config: VerifierConfig = CONFIG) -> Release:
    return ReleaseMaker(folder / "own", folder / "built").release(config)


def test_has_every_file_the_page_the_configuration_and_the_shell(folder: Path) -> None:
    files = release(folder).files

    assert set(files) == {"", "sw.js", "words/en.json", "a.wasm", "config.json", "shell.js"}
    assert files[""].content == b"<!doctype html>"
    assert json.loads(files["config.json"].content)["issuer"] == CONFIG.issuer


def test_the_shell_names_what_the_service_worker_keeps(folder: Path) -> None:
    made = release(folder)
    text = made.files["shell.js"].content.decode()

    shell = json.loads(text.removeprefix("self.SHELL = ").removesuffix(";\n"))
    assert shell == {
        "release": made.digest,
        "paths": ["/v", "/v/a.wasm", "/v/config.json", "/v/words/en.json"],
    }


def test_the_same_files_are_the_same_release(folder: Path) -> None:
    assert release(folder).digest == release(folder).digest


@pytest.mark.parametrize("name", ["index.html", "sw.js", "words/en.json"])
def test_a_changed_file_is_another_release(folder: Path, name: str) -> None:
    before = release(folder).digest
    (folder / "own" / name).write_text("changed")

    assert release(folder).digest != before


def test_another_root_is_another_release(folder: Path) -> None:
    assert release(folder).digest != release(folder, replace(CONFIG, root="a402")).digest


def test_a_configuration_is_made_into_a_release_once(folder: Path) -> None:
    maker = ReleaseMaker(folder / "own", folder / "built")

    assert maker.release(CONFIG) is maker.release(replace(CONFIG))


def test_text_is_compressed_and_what_gets_no_smaller_is_not() -> None:
    text = make_file("a.js", b"let a = 1;\n" * 50)

    assert text.compressed is not None
    assert gzip.decompress(text.compressed) == text.content
    assert make_file("a.png", bytes(range(256))).compressed is None
