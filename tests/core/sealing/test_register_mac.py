from uuid import UUID

import pytest

from app.core.sealing.register_mac import mac_matches, register_mac

KEY = bytes(range(32))
ROW = UUID("3f2c1e9a-0000-4000-8000-000000000001")
OTHER_ROW = UUID("3f2c1e9a-0000-4000-8000-000000000002")
MAC = register_mac(KEY, label="cards", row_id=ROW, state="issued", version=3)


def test_the_same_row_has_the_same_mac() -> None:
    again = register_mac(KEY, label="cards", row_id=ROW, state="issued", version=3)
    assert len(MAC) == 32
    assert mac_matches(MAC, again)


@pytest.mark.parametrize(
    ("key", "label", "row_id", "state", "version"),
    [
        pytest.param(bytes(32), "cards", ROW, "issued", 3, id="another key"),
        pytest.param(KEY, "staff_roles", ROW, "issued", 3, id="another table"),
        pytest.param(KEY, "cards", OTHER_ROW, "issued", 3, id="another row"),
        pytest.param(KEY, "cards", ROW, "active", 3, id="another state"),
        pytest.param(KEY, "cards", ROW, "issued", 2, id="an older version"),
        pytest.param(KEY, "cards", ROW, "issued|3", 3, id="a version inside the state"),
    ],
)
def test_anything_else_has_another_mac(
    key: bytes, label: str, row_id: UUID, state: str, version: int
) -> None:
    other = register_mac(key, label=label, row_id=row_id, state=state, version=version)
    assert not mac_matches(MAC, other)
