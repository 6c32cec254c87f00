"""What the API's description promises holds for made-up requests, good and bad.

No server error, no answer the description does not name: neither its status nor its kind of content
nor its shape; and what the description forbids is not taken.
"""

import re
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.generation.modes import GenerationMode
from schemathesis.python.asgi import ASGIClient, get_client
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from app.core.permissions import PERMISSIONS_OF, Role
from tests.architecture.routes import routes_of
from tests.architecture.test_routes import composed
from tests.contract.desks import Contract

ASKING = (Role.CLERK, Role.SUPERVISOR, Role.PRINTER, Role.ADMINISTRATOR)
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
# Would end the session that the rest is asked in; the journeys sign out.
LEFT_OUT = {"DELETE /api/sessions/current"}
PREFLIGHTS = {"OPTIONS /api/verifications"}
MACHINES = re.compile(r"/(api|\.well-known|s)(/|$)")
MADE_UP = settings(
    max_examples=1000 if settings.get_current_profile_name() == "long" else 20,
    suppress_health_check=list(HealthCheck),
)
COMPOSED = composed()
SCHEMA = schemathesis.openapi.from_dict(COMPOSED.openapi())
OPERATIONS = {
    operation.label: operation
    for operation in (found.ok() for found in SCHEMA.get_all_operations() if isinstance(found, Ok))
    if operation.label not in LEFT_OUT
}
PLAIN_TEXT = {"type": "string"}
PERMISSIONS = {route.name: route.permissions for route in routes_of(COMPOSED)}


def roles_for(label: str) -> tuple[Role, ...]:
    """Return who asks: one who may, and one who may not."""
    may = [role for role in ASKING if PERMISSIONS[label] <= PERMISSIONS_OF[role]]
    may_not = [role for role in ASKING if role not in may]
    return (*may[:1], *may_not[:1])


def session_of(contract: Contract, role: Role) -> ASGIClient:
    """Return a client that is signed in; it starts none of the application's threads."""
    client = get_client(contract.app)  # type: ignore[arg-type] # mappings, where it says dicts
    client.headers["authorization"] = f"Bearer {contract.token(role)}"
    return client


def can_be_wrong(label: str) -> bool:
    """Say whether a request can break the description: any text will do for a plain one."""
    raw: dict[str, Any] = OPERATIONS[label].definition.raw
    schemas = (parameter["schema"] for parameter in raw.get("parameters", ()))
    typed = ({key: schema[key] for key in schema if key != "title"} for schema in schemas)
    has_json = "application/json" in raw.get("requestBody", {}).get("content", {})
    return has_json or any(schema != PLAIN_TEXT for schema in typed)


CASES = [
    pytest.param(label, mode, id=f"{label} {mode.value}")
    for label in OPERATIONS
    for mode in GenerationMode
    if mode is GenerationMode.POSITIVE or can_be_wrong(label)
]


@pytest.mark.parametrize(("label", "mode"), CASES)
def test_the_description_holds(contract: Contract, label: str, mode: GenerationMode) -> None:
    operation = OPERATIONS[label]
    clients = [session_of(contract, role) for role in roles_for(label)]

    @MADE_UP
    @given(data=st.data())
    def made_up(data: st.DataObject) -> None:
        case = data.draw(operation.as_strategy(generation_mode=mode))
        for name, known in contract.ids.items():
            if name in (case.path_parameters or {}) and data.draw(st.booleans()):
                case.path_parameters[name] = data.draw(st.sampled_from(known))
        for client in clients:
            answer = case.call(session=client, app=contract.app)
            case.validate_response(answer, checks=CHECKS)

    made_up()


def test_every_operation_is_described_and_asked() -> None:
    of_the_api = {route.name for route in routes_of(COMPOSED) if MACHINES.match(route.path)}
    assert set(OPERATIONS) == of_the_api - LEFT_OUT - PREFLIGHTS
