"""The asset build: what it reads, when it is current, what it leaves out."""

import json
from pathlib import Path

import pytest

from scripts import build_assets

ROOT = build_assets.WEB.parent.parent


def test_the_lock_file_names_no_address() -> None:
    assert "://" not in build_assets.LOCK.read_text(encoding="utf-8")


def test_cleaning_a_lock_file_keeps_what_npm_needs(tmp_path: Path) -> None:
    lock = tmp_path / "package-lock.json"
    package = {"version": "1.0.0", "integrity": "sha512-x", "funding": {"url": "a"}}
    lock.write_text(json.dumps({"packages": {"x": package | {"deprecated": "b"}}}))

    build_assets.clean_lock(lock)

    kept = json.loads(lock.read_text(encoding="utf-8"))["packages"]["x"]
    assert kept == {"version": "1.0.0", "integrity": "sha512-x"}


def test_only_the_newest_font_format_is_kept() -> None:
    css = (
        "src:url(a.woff2) format('woff2'),url(a.woff) format(\"woff\"), url(a.ttf) format(truetype)"
    )

    assert build_assets.only_woff2(css) == "src:url(a.woff2) format('woff2')"


def test_built_files_are_current_while_their_inputs_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build_assets, "BUILT", tmp_path)
    (tmp_path / "ltr.css").touch()

    assert not build_assets.is_current("inputs")
    build_assets.write_manifest(tmp_path, inputs="inputs")
    assert build_assets.is_current("inputs")
    assert not build_assets.is_current("other inputs")
    (tmp_path / "ltr.css").unlink()
    assert not build_assets.is_current("inputs")


def test_the_styles_name_only_our_own_files() -> None:
    styles = [path.read_text(encoding="utf-8") for path in (build_assets.WEB / "theme").iterdir()]

    assert not [style for style in styles if "http:" in style or "https:" in style]


def test_built_files_and_packages_stay_out_of_git() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()

    assert {"app/web/static/built/", "app/web/node_modules/"} <= set(ignored)
