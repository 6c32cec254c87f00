"""What journeys start from: the people of a town at their desks, speaking JSON over HTTP."""

import pytest

from tests.journeys.desks import Desks
from tests.town import Town


@pytest.fixture
def desks(town: Town) -> Desks:
    return Desks(town)


@pytest.fixture
def sqlite_desks(sqlite_town: Town) -> Desks:
    return Desks(sqlite_town)
