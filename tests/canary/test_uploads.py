"""A large photo is held in memory: no temporary file is made, however it is sent."""

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from app.core.permissions import Role
from tests import walks
from tests.canary import person
from tests.canary.watching import temporary_folder, watched_writes
from tests.town import Town

SEVEN_MEGABYTES = 7 * 1024 * 1024
TOO_LARGE = 9 * 1024 * 1024

Send = Callable[[Town, str, bytes], httpx.Response]


def by_script(town: Town, number: str, upload: bytes) -> httpx.Response:
    """Send the raw bytes."""
    return town.script(Role.CLERK).put(f"/api/applications/{number}/photo", content=upload)


def by_page(town: Town, number: str, upload: bytes) -> httpx.Response:
    """Send the form of the page."""
    browser = town.browser(Role.CLERK)
    return browser.client.post(
        f"/desk/applications/{number}/photo",
        data={"csrf_token": browser.form_token},
        files={"photo": (f"{person.NAME}.jpg", upload, "image/jpeg")},
    )


@pytest.mark.parametrize(
    ("send", "taken", "refused"),
    [pytest.param(by_script, 204, 413, id="raw"), pytest.param(by_page, 303, 413, id="form")],
)
def test_a_photo_makes_no_file(
    sqlite_town: Town, tmp_path: Path, send: Send, taken: int, refused: int
) -> None:
    number = walks.draft(sqlite_town, has_photo=False)
    upload = person.large_photo(SEVEN_MEGABYTES)
    assert len(upload) >= SEVEN_MEGABYTES
    with temporary_folder(tmp_path / "temporary") as folder, watched_writes() as opened:
        assert send(sqlite_town, number, upload).status_code == taken
        large = send(sqlite_town, number, upload + bytes(TOO_LARGE - len(upload)))
        assert large.status_code == refused
        assert list(folder.iterdir()) == []
    keyring = sqlite_town.settings.keyring_dir
    assert [path for path in opened if keyring not in path.parents] == []


def test_the_watch_sees_files_that_live_for_a_moment(tmp_path: Path) -> None:
    import tempfile  # noqa: PLC0415 - what is watched

    with temporary_folder(tmp_path / "temporary") as folder, watched_writes() as opened:
        with tempfile.SpooledTemporaryFile(max_size=10) as small:
            small.write(b"short")
        assert opened == []
        with tempfile.SpooledTemporaryFile(max_size=10) as spooled:
            spooled.write(b"more than ten")
        assert any(path == folder or folder in path.parents for path in opened)
        assert list(folder.iterdir()) == []
