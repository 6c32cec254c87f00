"""A request for every route: its path filled in, and a body that is understood."""

from dataclasses import dataclass
from typing import Any

import httpx

from app.core.disposal import WipeItem
from tests.architecture.routes import Route
from tests.walks import photo

NOBODY = "00000000-0000-4000-8000-000000000000"
NUMBER = "A-0000-0000"

INTAKE = {
    "names": {"given": "Rosalba", "family": "Quispe"},
    "birth_date": "1990-02-14",
    "documents": [],
}
PARTNER = {
    "name": "Central library",
    "contact_role": "Circulation desk",
    "agreed_on": "2026-11-02",
    "daily_quota": 100,
}
AGENT = {"site": "city_hall", "name": "Desk 1", "printer": "Card printer 1"}
BUREAU = {
    "name": "Cardworks",
    "contact_role": "Dispatch",
    "agreed_on": "2026-11-02",
    "bundle_key": "0900000000000000000000000000000000000000000000000000000000000000",
    "receipt_key": "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
}
PRINTER = {"site": "city_hall", "name": "Zebra by the window", "kind": "card"}
PRINTER_FORM = PRINTER | {
    "offset_x": "0",
    "offset_y": "0",
    "scale": "1",
    "profile": "rgb-k",
    "flip": "long_edge",
}
FORM = {"given_names": "Rosalba", "birth_year": "1990", "address_mode": "none", "language": "en"}


@dataclass(frozen=True)
class Ids:
    """What stands in the paths: ids of nothing, unless a test has something."""

    number: str = NUMBER
    card_id: str = NOBODY
    job_id: str = NOBODY
    account_id: str = NOBODY
    partner_id: str = NOBODY
    batch_id: str = NOBODY
    agent_id: str = NOBODY
    lease_id: str = NOBODY
    bureau_id: str = NOBODY
    disposal_id: str = NOBODY
    bundle_id: str = NOBODY
    printer_id: str = NOBODY
    roll_id: str = NOBODY
    design: str = "riverbend"
    path: str = "main.js"

    def fill(self, path: str) -> str:
        """Return a path with its parameters filled in."""
        values = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return path.replace(":path}", "}").format(**values)


def body_of(route: Route, ids: Ids) -> dict[str, Any]:
    """Return a body that the route understands; an empty one where it takes none."""
    bodies: dict[str, dict[str, Any]] = {
        "POST /api/applications": INTAKE,
        "PUT /api/applications/{number}": INTAKE,
        "POST /api/applications/{number}/decision": {"outcome": "approved"},
        "POST /api/cards": {"application": ids.number},
        "POST /api/cards/lost-reports": {"tear_off_code": "0000-0000-0000-0000"},
        "POST /api/partners": PARTNER,
        "POST /api/bureaus": BUREAU,
        "POST /admin/bureaus": BUREAU,
        "POST /admin/designs/{design}": {"proof_name": "Rosalba Quispe"},
        "POST /api/bundles": {"bureau_id": ids.bureau_id},
        "POST /api/bundles/receipts": {"receipt": "{}"},
        "POST /api/bundles/{bundle_id}/cards/{job_id}/write-off": {"reason": "lost"},
        "POST /print/bureaus/bundles/{bundle_id}/cards/{job_id}/write-off": {"reason": "lost"},
        "POST /print/bureaus/bundles": {"bureau": ids.bureau_id, "count": "1"},
        "POST /api/cards/{card_id}/suspension": {"reason": "reported_lost"},
        "POST /api/cards/{card_id}/revocation": {"reason": "lost"},
        "POST /api/scans": {"text": "https://id.riverbend.example/v#00"},
        "POST /print/scan": {"text": "https://id.riverbend.example/v#00"},
        "POST /api/disposals": {"cards": [ids.card_id]},
        "POST /print/disposals": {"cards": ids.card_id},
        "POST /api/stock/boxes": {"count": 500, "label": "LOT 22-117"},
        "POST /api/stock/set-aside": {"count": 2, "reason": "blank_jammed"},
        "POST /api/stock/counts": {"counted": 498},
        "POST /api/stock/disposals": {"count": 2},
        "POST /print/stock/boxes": {"box_count": "500", "label": "LOT 22-117"},
        "POST /print/stock/set-aside": {"aside_count": "2", "reason": "blank_jammed"},
        "POST /print/stock/counts": {"counted": "498"},
        "POST /print/stock/disposals": {"count": "2"},
        "POST /api/rolls": {"printer_id": ids.printer_id, "kind": "ribbon", "label": "R 14"},
        "POST /api/rolls/disposals": {"rolls": [ids.roll_id]},
        "POST /print/rolls": {"printer": ids.printer_id, "roll_kind": "film", "label": "F 3"},
        "POST /print/rolls/disposals": {"rolls": ids.roll_id},
        "POST /api/printers/{printer_id}/wipe": {"items": [*WipeItem]},
        "POST /print/wipes": {"leaving": ids.printer_id, "items": WipeItem.RIBBON_OUT.value},
        "POST /api/cards/{card_id}/reprint": {"reason": "lost"},
        "POST /cards/{card_id}/reprint": {"reason": "lost"},
        "POST /api/print-jobs": {"card_id": ids.card_id},
        "POST /api/printers": PRINTER,
        "PUT /api/printers/{printer_id}": PRINTER,
        "POST /admin/printers": PRINTER_FORM,
        "POST /admin/printers/{printer_id}": PRINTER_FORM,
        "POST /api/print-sheets": {"job_ids": [ids.job_id]},
        "POST /print/sheets": {"count": "1"},
        "POST /api/print-jobs/{job_id}/spoil": {"reason": "print_fault"},
        "POST /api/print-batches": {"size": 3},
        "PUT /api/print-batches/{batch_id}/cards/{job_id}/priority": {"priority": "rush"},
        "POST /api/print-agents": AGENT,
        "POST /admin/print-agents": {"name": "Desk 1", "place": "city_hall/"},
        "POST /admin/print-agents/{agent_id}/printer": {"place": "city_hall/"},
        "PUT /api/print-agents/{agent_id}/printer": {"printer_id": None},
        "POST /api/print-agents/sign": {"state": "stopped", "says": "ribbon out"},
        "POST /api/print-agents/leases/{lease_id}/report": {"report": "unknown"},
        "POST /print/batches": {"size": "3"},
        "POST /print/batches/{batch_id}/cards/{job_id}/spoil": {"reason": "print_fault"},
        "PUT /api/staff/{account_id}/roles": {"roles": ["greeter"]},
        "POST /desk/applications/{number}/edit": FORM,
        "POST /desk/find": {"number": ids.number},
        "POST /review/{number}/return": {"reason": "photo_retake"},
        "POST /review/{number}/refusal": {"reason": "not_resident"},
        "POST /cards/{card_id}/suspension": {"reason": "reported_lost"},
        "POST /cards/{card_id}/revocation": {"reason": "lost"},
        "POST /print/cards/{card_id}/spoil": {"reason": "print_fault"},
    }
    return bodies.get(route.name, {})


def is_api(route: Route) -> bool:
    """Say whether a route speaks JSON."""
    return route.path.startswith("/api/")


def send(client: httpx.Client, route: Route, ids: Ids, **form: str) -> httpx.Response:
    """Send a request that the route understands; `form` goes with the forms of pages."""
    path, body = ids.fill(route.path), body_of(route, ids)
    if route.method == "GET":
        return client.get(path)
    if route.name == "PUT /api/applications/{number}/photo":
        return client.request(route.method, path, content=photo(), headers=_headers(form))
    if is_api(route):
        return client.request(route.method, path, json=body, headers=_headers(form))
    return client.request(route.method, path, data=body | form)


def _headers(form: dict[str, str]) -> dict[str, str]:
    return {"x-form-token": token} if (token := form.get("csrf_token")) else {}
