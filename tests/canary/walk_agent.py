"""A card on its way through a print agent, by the pages of all who have to do with it."""

import re
from http import HTTPStatus

from app.core.permissions import Role
from tests.canary import person
from tests.canary.browsing import Person
from tests.town import Town


def print_by_agent(town: Town) -> None:
    """Let an agent fetch the card that waits and not know what became of it; people find it."""
    administrator, printer = Person(town, Role.ADMINISTRATOR), Person(town, Role.PRINTER)
    administrator.open("/admin/print-agents")
    add = {"name": "Desk 1", "place": person.NAME}
    administrator.send("/admin/print-agents", add, status=422)
    administrator.send("/admin/print-agents", add | {"place": "city_hall/"})
    administrator.send("/printer", {"place": person.NAME}, status=422)
    administrator.send("/key")
    (key,) = re.findall(r">(ta_[\w-]{43})<", administrator.page.text)
    printer.open("/print/batches")
    printer.send("/print/batches", {"size": person.NAME}, status=422)
    printer.send("/print/batches", {"size": "9"})
    _fetch(town, key)
    administrator.open("/admin/print-agents")
    assert "Cards to look for: 1" in administrator.page.text
    printer.open(printer.page.url.path)
    printer.send("/missing")
    printer.send("/confirmation")
    administrator.open(re.findall(r"/admin/print-agents/[\w-]{36}", administrator.page.text)[0])
    old = administrator.page
    administrator.send("/closure")
    administrator.page = old
    administrator.send("/key", status=409)


def _fetch(town: Town, key: str) -> None:
    agent = town.new_client(town.app)
    agent.headers["authorization"] = f"Bearer {key}"
    lease = f"/api/print-agents/leases/{agent.post('/api/print-agents/next').json()['id']}"
    sign = {"state": "stopped", "says": f"ribbon out, {person.NAME}"}
    assert agent.post("/api/print-agents/sign", json=sign).status_code == HTTPStatus.NO_CONTENT
    for step, body in (("sent", None), ("drawing", None), ("report", {"report": "unknown"})):
        assert agent.post(f"{lease}/{step}", json=body).status_code == HTTPStatus.OK
    late = agent.post(f"{lease}/report", json={"report": person.NAME})
    assert late.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
