"""What is exported when a program ends: everything a verifier needs, and nothing by half."""

import json
from pathlib import Path

import pytest
from sqlalchemy import text

from app.core.credential import Algorithm
from app.keys import KeyRole
from app.kit.errors import ConflictError
from app.main import export_succession
from app.main.key_acts import NewKey, make_final_status_key
from tests.cards.towns import ISSUER
from tests.ceremony import publish_keys
from tests.keys.orders import keys
from tests.town import Town
from tests.walks import issued

FINAL = NewKey(Algorithm.ES256)


def ended(town: Town) -> Town:
    """Make and publish the final status key."""
    make_final_status_key(town.app.state.deployment, new_key=FINAL)
    publish_keys(town.app.state.deployment)
    return town


def test_the_last_lists_can_be_relied_on_as_long_as_any_card(
    sqlite_town: Town, tmp_path: Path
) -> None:
    issued(sqlite_town)
    ended(sqlite_town)
    names = export_succession(sqlite_town.app.state.deployment, tmp_path / "out")
    assert names == [
        "README.txt",
        "trust.json",
        "site/.well-known/cose-keys",
        "site/.well-known/jwks.json",
        "site/s/1",
        "site/s/1.jwt",
        "site/s/index.json",
    ]
    assert all((tmp_path / "out" / name).stat().st_size for name in names)
    index = json.loads((tmp_path / "out" / "site/s/index.json").read_text())
    assert index == {"status_lists": [f"{ISSUER}/s/1"]}
    (card,) = keys(sqlite_town)
    final = keys(sqlite_town, KeyRole.STATUS)[-1]
    assert max(key.verify_until for key in keys(sqlite_town, KeyRole.STATUS)) == card.verify_until
    assert final.verify_until <= card.verify_until


def test_nothing_is_exported_over_something_else(sqlite_town: Town, tmp_path: Path) -> None:
    with pytest.raises(ConflictError, match="folder_exists"):
        export_succession(ended(sqlite_town).app.state.deployment, tmp_path)


def test_a_final_key_must_be_in_the_published_set(sqlite_town: Town, tmp_path: Path) -> None:
    deployment = sqlite_town.app.state.deployment
    make_final_status_key(deployment, new_key=FINAL)
    with pytest.raises(ConflictError, match="no_final_status_key"):
        export_succession(deployment, tmp_path / "out")


def test_nothing_is_exported_before_a_key_set_was_published(
    sqlite_town: Town, tmp_path: Path
) -> None:
    with sqlite_town.transaction() as session:
        session.execute(text("DELETE FROM key_sets"))
    with pytest.raises(ConflictError, match="no_key_set"):
        export_succession(sqlite_town.app.state.deployment, tmp_path / "out")
    assert not (tmp_path / "out").exists()
