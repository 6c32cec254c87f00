"""One invented view for every page, in the shapes of app/web/templates/VIEWS.md."""

import datetime as dt
from dataclasses import dataclass
from types import SimpleNamespace as View

from app.core.disposal import WipeItem
from tests.web.samples_stock import STOCK_PAGES

TODAY = dt.date(2026, 11, 24)
PROOF = "/static/sample-card.png"


@dataclass(frozen=True)
class Birth:
    """A birth date as far as it is known."""

    year: int
    month: int | None = None
    day: int | None = None


def paper(
    label: str, proves: str, *, identity: int = 0, residency: int = 0, **more: object
) -> View:
    values: dict[str, object] = {
        "kind": label.lower().replace(" ", "_"),
        "label": label,
        "proves": proves,
        "identity_points": identity,
        "residency_points": residency,
        "is_checked": False,
        "asks_expires": False,
        "asks_issued": False,
        "asks_organization": False,
        "organization": "",
        "expires_on": "",
        "issued_on": "",
    }
    return View(**(values | more))


PASSPORT = paper("Passport", "identity", identity=3, asks_expires=True)
DOCUMENTS = [
    PASSPORT,
    paper("Consular ID card", "identity", identity=3, asks_expires=True),
    paper("Birth certificate", "identity", identity=1),
    paper("School or college record", "identity", identity=1, asks_issued=True),
    paper(
        "Bill for electricity, gas, water, phone or internet",
        "residency",
        residency=1,
        asks_issued=True,
        is_checked=True,
    ),
    paper("Lease or rental agreement", "residency", residency=1),
    paper(
        "Letter from a shelter",
        "residency",
        residency=1,
        asks_issued=True,
        asks_organization=True,
        is_checked=True,
    ),
]
OPEN_POINTS = View(
    rows=[
        View(category="identity", have=1, need=3),
        View(category="residency", have=1, need=1),
        View(category="total", have=2, need=4),
    ],
    is_met=False,
    missing=[View(message="Points for who you are, still needed: %(num)d", num=2)],
    remarks=[
        View(
            label="Bill for electricity, gas, water, phone or internet",
            message="This paper is too old. Bring a newer one.",
        )
    ],
    ways=[
        [
            View(
                count=1,
                labels=["Passport", "Consular ID card", "State ID card", "Military ID card"],
            )
        ],
        [
            View(count=1, labels=["Birth certificate"]),
            View(count=1, labels=["Bank card with your name on it", "Health insurance card"]),
        ],
    ],
)
MET_POINTS = View(
    rows=[
        View(category="identity", have=3, need=3),
        View(category="residency", have=1, need=1),
        View(category="total", have=4, need=4),
    ],
    is_met=True,
    missing=[],
    remarks=[],
    ways=[],
)
PERSON = View(
    given_names="مريم نور",
    family_names="الحسيني",
    preferred_name="Mariam",
    romanised_name="Maryam Nour Al-Husseini",
    name_on_card="Maryam Nour Al-Husseini",
    birth_date=Birth(1987, 3),
    age=39,
    address_lines=["1420 Willow Street", "Apartment 5", "Riverbend 55021"],
    address_mode="printed",
    language="ar",
)
PAPERS = [
    paper("Consular ID card", "identity", identity=3, expires_on=dt.date(2028, 5, 1)),
    paper(
        "Bill for electricity, gas, water, phone or internet",
        "residency",
        residency=1,
        issued_on=dt.date(2026, 10, 3),
    ),
]
NO_ERRORS: list[tuple[str, str]] = []


def rows(*states: str, **more: object) -> list[View]:
    numbers = ["7K2M-9QXA", "B4TD-0WRN", "E6HJ-3FPZ", "M8SV-1CGY", "R5NA-7KXD", "X2QW-6JTB"]
    return [
        View(
            number=number,
            state=states[index % len(states)],
            site="Central library" if index % 2 else "City hall",
            waiting=dt.timedelta(minutes=17 * (index + 1) ** 2),
            **more,
        )
        for index, number in enumerate(numbers)
    ]


INTAKE_VALUES = {
    "language": "ar",
    "given_names": "مريم نور",
    "birth_year": "1987",
    "birth_month": "3",
    "address_mode": "printed",
    "address_line": "1420 Willow Street",
    "city": "Riverbend",
}
INTAKE = View(
    number=None,
    action="/desk/applications/new",
    values=INTAKE_VALUES,
    errors=NO_ERRORS,
    documents=DOCUMENTS,
    points=OPEN_POINTS,
    languages=["en", "es", "ar", "ht", "hmn"],
    address_modes=["printed", "care_of", "protected", "none"],
    fee_cents=1500,
    fee_waivers=[View(id="low_income", label="Low income", cents=500)],
    proposals={},
)
INTAKE_ERRORS = View(
    **(
        vars(INTAKE)
        | {
            "proposals": {"name_on_card": ("مريم الحسيني", "Maryam Al-Husseini")},
            "errors": [
                ("family_names", "mixed_scripts"),
                ("birth_date", "birth_date_not_in_calendar"),
                ("documents", "papers_not_enough"),
                ("document_passport_expires_on", "document_date_unreadable"),
            ],
        }
    )
)
APPLICATION = View(
    number="7K2M-9QXA",
    state="draft",
    made_on=TODAY,
    actions=frozenset({"edit", "photo", "submit", "withdraw"}),
    person=PERSON,
    papers=PAPERS,
    points=MET_POINTS,
    photo_url=None,
    reason="photo_retake",
    is_own=True,
    errors=[("photo", "photo_unreadable")],
)
ISSUED = View(
    **(
        vars(APPLICATION)
        | {
            "state": "issued",
            "actions": frozenset({"card"}),
            "papers": [],
            "points": None,
            "reason": None,
            "errors": NO_ERRORS,
        }
    )
)
GONE = View(**(vars(ISSUED) | {"person": None, "state": "withdrawn"}))
REVIEW = View(
    number="7K2M-9QXA",
    made_on=TODAY,
    waiting=dt.timedelta(hours=3),
    actions=frozenset({"approve", "return", "refuse"}),
    is_own=False,
    person=PERSON,
    papers=PAPERS,
    points=MET_POINTS,
    photo_url="/static/img/mark.svg",
    return_reasons=["photo_retake", "name_to_correct", "papers_to_complete"],
    refuse_reasons=["papers_not_enough", "not_resident"],
    previous_number=None,
    next_number="B4TD-0WRN",
    values={},
    errors=NO_ERRORS,
)
OWN = View(
    **(vars(REVIEW) | {"is_own": True, "actions": frozenset(), "previous_number": "B4TD-0WRN"})
)
QUESTION = View(
    job_id="1c2e",
    batch_id="77ab",
    card_number="7K2M-9QXA-B3D",
    printer="Card printer 2",
    sent_at=dt.datetime(2026, 11, 24, 15, 4, tzinfo=dt.UTC),
    says_unknown=True,
)
BATCHES = View(
    rows=[
        View(
            id="77ab",
            state=state,
            waits_for_release=state == "held",
            made_at=dt.datetime(2026, 11, 24, 9, 30, tzinfo=dt.UTC),
            total=250,
            settled=settled,
        )
        for state, settled in (("held", 0), ("released", 114), ("closed", 250))
    ],
    waiting=37,
    agents=[
        View(name="Desk 1", printer="Card printer 1", state="processing", words=""),
        View(name="Desk 2", printer="Card printer 2", state="stopped", words="ribbon out"),
        View(name="Library", printer="Card printer 3", state="silent", words=""),
    ],
    questions=[QUESTION],
    actions=frozenset({"make"}),
    values={"size": "50"},
    errors=[("size", "batch_size_unfit")],
)


def agent_line(name: str, **more: object) -> View:
    values: dict[str, object] = {
        "id": name.lower().replace(" ", "-"),
        "name": name,
        "site": "City hall",
        "printer": "Zebra by the window",
        "state": "processing",
        "words": "",
        "seen_at": dt.datetime(2026, 11, 24, 15, 4, tzinfo=dt.UTC),
        "questions": 0,
        "is_closed": False,
        "place": "city_hall/5f0c",
    }
    return View(**(values | more))


AGENTS = [
    agent_line("Desk 1"),
    agent_line("Desk 2", state="stopped", words="ribbon out", printer="Evolis", questions=1),
    agent_line("مكتبة الشرق", site="Central library", printer="طابعة النور", state="silent"),
    agent_line("Back office", state="silent", seen_at=None, printer="Back office"),
    agent_line("Desk 0", is_closed=True, state="silent"),
]
PLACES = [
    View(value="city_hall/5f0c", site="City hall", printer="Zebra by the window"),
    View(value="city_hall/", site="City hall", printer=""),
    View(value="library/7a1e", site="Central library", printer="طابعة النور"),
    View(value="library/", site="Central library", printer=""),
]
NEW_KEY = View(
    text="ta_8Qm2vX0rT4nB6kYw1zLdPc3sHfJgA9uEoIxRy7NbVtM",
    command="tessera print-agent --server https://desk.riverbend.example --queue QUEUE"
    " --key-file print-agent.key",
)


def print_agents(agent: View | None, *errors: tuple[str, str], **more: object) -> View:
    values: dict[str, object] = {
        "rows": AGENTS,
        "agent": agent,
        "places": PLACES if agent is None else PLACES[:2],
        "lacks_printer": False,
        "key": None,
        "values": {} if agent is None else {"place": agent.place},
        "errors": list(errors),
    }
    return View(**(values | more))


BATCH = View(
    id="77ab",
    state="released",
    waits_for_release=False,
    is_own=True,
    made_at=dt.datetime(2026, 11, 24, 9, 30, tzinfo=dt.UTC),
    states=[("", 4), ("queued", 1), ("sent", 1), ("printed", 1), ("missing", 1)],
    shown="",
    rows=[
        View(
            job_id=f"{number}e",
            card_id="0b9d",
            card_number="7K2M-9QXA-B3D",
            priority=priority,
            state=state,
            actions=frozenset(actions),
            fault="photo_flat" if state == "queued" else "",
        )
        for number, (priority, state, actions) in enumerate(
            (
                ("rush", "printed", ()),
                ("normal", "sent", ()),
                ("normal", "missing", ("confirm", "spoil")),
                ("renewal", "queued", ("rush", "take_out")),
            )
        )
    ],
    questions=[QUESTION],
    actions=frozenset({"answer", "hold", "close"}),
    spoil_reasons=["print_fault", "out_of_position", "damaged", "lost"],
    values={},
    previous_url=None,
    next_url="/print/batches/77ab?part=2",
    errors=[("", "batch_is_open")],
)
TO_RELEASE = View(
    **(
        vars(BATCH)
        | {
            "state": "held",
            "waits_for_release": True,
            "states": [("", 0)],
            "rows": [],
            "questions": [],
            "actions": frozenset({"release", "resume"}),
            "next_url": None,
            "errors": NO_ERRORS,
        }
    )
)


def bundle(state: str, **more: object) -> View:
    values: dict[str, object] = {
        "id": "5f0c",
        "bureau": "Cardworks",
        "site": "city_hall",
        "state": state,
        "made_at": dt.datetime(2026, 11, 3, 15, 4, tzinfo=dt.UTC),
        "purge_by": dt.datetime(2026, 11, 17, 15, 4, tzinfo=dt.UTC),
        "is_overdue": state == "sent",
        "can_draw": True,
        "cards": {"intended": 40} if state == "intended" else {"sent": 38, "left_out": 2},
    }
    return View(**(values | more))


BUREAUS = View(
    bureaus=[("5f0c", "Cardworks"), ("7a1e", "مطبعة النور")],
    waiting=44,
    bundles=[bundle("intended"), bundle("sent"), bundle("sent", can_draw=False)],
    missing=[
        View(bundle_id="5f0c", job_id="1c2e", card_number="7K2M-9QXA-B3D", reason="", is_own=False),
        View(
            bundle_id="5f0c", job_id="2c3e", card_number="8MW4-1RQC-0XK", reason="lost", is_own=True
        ),
        View(
            bundle_id="5f0c",
            job_id="3c4e",
            card_number="R5NA-7KXD-2QW",
            reason="lost",
            is_own=False,
        ),
    ],
    write_off_reasons=["lost", "damaged", "print_fault"],
    balance=None,
    values={"count": "44"},
    errors=[("count", "bundle_size_unusable"), ("receipt", "outcome_contradicts")],
)
RECONCILED = View(
    bureaus=[],
    waiting=0,
    bundles=[],
    missing=[],
    write_off_reasons=["lost"],
    balance=View(sent=40, printed=38, spoiled=1, missing=1, remaining=("7K2M-9QXA-B3D",)),
    values={},
    errors=NO_ERRORS,
)
AGREEMENTS = View(
    rows=[
        View(
            id="0b9d3c1e-5f0c-4b7a-9d6e-2f8a1c4e7b90",
            name="Cardworks",
            contact_role="Dispatch",
            agreed_on=TODAY,
            purge_days=14,
            bundle_key="0123456789abcdef" * 4,
            is_closed=is_closed,
        )
        for is_closed in (False, True)
    ],
    manifest_key="fedcba9876543210" * 4,
    values={"purge_days": "14"},
    errors=[("bundle_key", "bureau_field_unusable")],
)
IN_DRAWER = {
    "state": "active",
    "place": "came_back",
    "since": TODAY,
    "actions": frozenset({"scan", "hand_over", "mail", "came_back", "receipt"}),
}
SCAN = View(card_id="0b9d", expected="7K2M-9QXA-B3D", ready="", errors=[("text", "code_differs")])
PIECES = [
    View(card_id="0b9d", number="7K2M-9QXA-B3D", place=place, since=TODAY)
    for place in ("ready", "came_back", "mailed")
]


def signed(kind: str, count: int, *, name: str = "", is_own: bool = False) -> View:
    """Return a paper with its signatures."""
    numbers = ["7K2M-9QXA-B3D", "8MW4-1RQC-0XK"] if kind == "pieces" else []
    return View(
        id=kind,
        kind=kind,
        count=count,
        name=name,
        numbers=numbers,
        opened_on=TODAY,
        done_on=TODAY,
        is_own=is_own,
    )


DISPOSALS = View(
    waiting=[
        View(card_id="0b9d", number="7K2M-9QXA-B3D", why="spoiled", since=None),
        View(card_id="1c0e", number="8MW4-1RQC-0XK", why="not_fetched", since=TODAY),
    ],
    open=[
        signed("pieces", 2),
        signed("film", 1, name="R-2026-14", is_own=True),
        signed("printer", 1, name="Zebra 7"),
    ],
    wipe_items=[*WipeItem],
    done=[signed("blanks", 12), signed("printer", 1, name="Zebra 7")],
    unfetched_days=90,
    errors=[("", "second_person_needed")],
)
PRINTERS = [
    View(id=f"0b9d{at}", site="City hall", name=name, kind=kind, is_closed=at == 2)
    for at, (name, kind) in enumerate(
        [("Zebra by the window", "card"), ("طابعة النور", "sheet"), ("Old one", "card")]
    )
]
PRINTER_VALUES = {
    "site": "city_hall",
    "name": "Zebra by the window",
    "kind": "card",
    "offset_x": "0.25",
    "offset_y": "-1",
    "scale": "1.002",
}


def printers(printer: View | None, *, errors: tuple[tuple[str, str], ...] = ()) -> View:
    """Return the page of printers, with the form of one of them or of a new one."""
    return View(
        rows=PRINTERS,
        printer=printer,
        sites=[("city_hall", "City hall"), ("library", "Central library")],
        values=PRINTER_VALUES,
        errors=list(errors),
    )


PRINT_CARD = View(
    card_id="0b9d",
    card_number="7K2M-9QXA-B3D",
    application_number="7K2M-9QXA",
    state="issued",
    actions=frozenset({"draw", "confirm", "spoil", "hand_over", "receipt"}),
    place="",
    since=None,
    spoil_reasons=["print_fault", "out_of_position", "damaged"],
    library_number=None,
    is_away=False,
    printers=[],
    values={},
    errors=NO_ERRORS,
)
CARD = View(
    card_id="0b9d",
    number="7K2M-9QXA-B3D",
    state="active",
    ends_in=dt.date(2031, 11, 1),
    paused_on=dt.date(2026, 11, 24),
    lapses_after=dt.date(2026, 12, 8),
    actions=frozenset({"suspend", "revoke", "reprint", "lift", "print"}),
    suspend_reasons=["reported_lost", "holder_asked"],
    revoke_reasons=["lost", "issued_in_error"],
    reprint_reasons=["damaged", "lost"],
    values={"revoke_reason": "lost"},
    errors=[("revoke_reason", "reason_missing")],
)


def check(word: str, freshness: str = "fresh") -> View:
    is_valid = word == "valid"
    return View(
        result=View(
            word=word,
            freshness=freshness,
            status_as_of=dt.datetime(2026, 11, 24, 15, 4, tzinfo=dt.UTC),
            please_visit=is_valid and freshness == "fresh",
            name="مريم نور الحسيني" if is_valid else "",
            number="7K2M-9QXA-B3D" if is_valid else "",
            valid_until=dt.date(2031, 11, 24) if is_valid else None,
            face=PROOF if is_valid and freshness == "fresh" else "",
        )
    )


QUEUE_STATES = [("", 312), ("draft", 14), ("submitted", 288), ("returned", 10)]
MONTHS = [dt.date(2026, 9, 1), dt.date(2026, 10, 1)]
REPORT = View(
    from_month=MONTHS[0],
    to_month=MONTHS[1],
    months=MONTHS,
    acts=[
        "application_submitted",
        "application_approved",
        "application_refused",
        "card_issued",
        "card_revoked",
    ],
    rows=[
        View(month=month, site=site, cells=[412, 388, None, 380, 0])
        for month in MONTHS
        for site in ("City hall", "Central library")
    ],
    reasons=[
        View(month=MONTHS[1], site="City hall", reason="papers_not_enough", cell=14),
        View(month=MONTHS[1], site="City hall", reason="not_resident", cell=None),
    ],
    csv_url="/admin/report.csv?from=2026-09&to=2026-10",
    running_month_on=dt.date(2026, 12, 1),
)
DESIGNS = View(
    rows=[
        View(name="cedar", title="Cedar county card", version=1, is_in_use=False),
        View(name="riverbend", title="Riverbend resident card", version=2, is_in_use=True),
    ]
)


def design(*errors: tuple[str, str]) -> View:
    return View(
        name="cedar",
        title="Cedar county card",
        version=1,
        front="" if errors else PROOF,
        back="" if errors else PROOF,
        hard_names=("Nguyễn Hoàng Phượng Trần Thị Ngọc Quỳnh", "عبد الرحمن بن محمد الأنصاري"),
        chosen_name="hard_name",
        features=(
            View(id="tint", level=1, where="Front", look="Tilt the card in daylight."),
            View(id="microtext", level=2, where="Back", look="Look through a magnifier."),
        ),
        values={"proof_name": "Marisol Okafor-Lindqvist", "proof_address": "418 Old Mill Road"},
        errors=list(errors),
    )


CARD_STATES = [("", 44), ("approved", 30), ("issued", 12), ("printed", 2)]
SIGN_IN = View(
    next="/desk",
    values={"email": "clerk@riverbend.example"},
    errors=[("", "sign_in_failed")],
)

# (name of the case, template, view)
PAGES: list[tuple[str, str, View]] = [
    ("sign in", "sign_in.html", SIGN_IN),
    ("error", "error.html", View(code=409, reason="application_changed", reference="7f3a-22")),
    (
        "desk queue",
        "desk/queue.html",
        View(
            rows=rows("draft", "submitted", "returned"),
            states=QUEUE_STATES,
            state="",
            previous_url=None,
            next_url="/desk?part=2",
            errors=[("number", "no_such_application")],
        ),
    ),
    (
        "empty desk queue",
        "desk/queue.html",
        View(
            rows=[],
            states=[("", 0)],
            state="",
            previous_url=None,
            next_url=None,
            errors=NO_ERRORS,
        ),
    ),
    ("intake", "desk/intake.html", INTAKE),
    ("intake to mend", "desk/intake.html", INTAKE_ERRORS),
    ("application", "desk/application.html", APPLICATION),
    ("issued application", "desk/application.html", ISSUED),
    ("withdrawn application", "desk/application.html", GONE),
    (
        "review queue",
        "review/queue.html",
        View(
            rows=[
                View(**(vars(row) | {"is_own": index == 1}))
                for index, row in enumerate(rows("submitted"))
            ],
            previous_url=None,
            next_url=None,
        ),
    ),
    ("empty review queue", "review/queue.html", View(rows=[], previous_url=None, next_url=None)),
    ("review", "review/application.html", REVIEW),
    ("own review", "review/application.html", OWN),
    (
        "print queue",
        "print/queue.html",
        View(
            rows=rows("approved", card_id=None)[:3] + rows("issued", "printed", card_id="0b9d")[3:],
            states=CARD_STATES,
            state="",
            questions=1,
            previous_url=None,
            next_url=None,
            errors=[("", "application_is_issued")],
            overdue_bundles=2,
            for_sheets=12,
            sheet_printers=[("5f0c", "Epson"), ("7a1e", "طابعة النور")],
            values={"count": "12"},
        ),
    ),
    (
        "empty print queue",
        "print/queue.html",
        View(
            rows=[],
            states=CARD_STATES,
            state="issued",
            questions=0,
            previous_url=None,
            next_url=None,
            errors=NO_ERRORS,
            overdue_bundles=0,
            for_sheets=0,
            sheet_printers=[],
            values={},
        ),
    ),
    ("print card", "print/card.html", PRINT_CARD),
    ("batches", "print/batches.html", BATCHES),
    (
        "no batches",
        "print/batches.html",
        View(
            rows=[],
            waiting=0,
            agents=[],
            questions=[],
            actions=frozenset(),
            values={},
            errors=[("", "nothing_to_print")],
        ),
    ),
    ("batch", "print/batch.html", BATCH),
    ("batch to release", "print/batch.html", TO_RELEASE),
    (
        "print card of a library",
        "print/card.html",
        View(**(vars(PRINT_CARD) | {"library_number": "29999000500017"})),
    ),
    (
        "print card at a bureau",
        "print/card.html",
        View(**(vars(PRINT_CARD) | {"actions": frozenset(), "is_away": True})),
    ),
    (
        "print card back from the mail",
        "print/card.html",
        View(**(vars(PRINT_CARD) | IN_DRAWER)),
    ),
    ("scan of a card", "print/scan.html", SCAN),
    (
        "scan",
        "print/scan.html",
        View(card_id="", expected="", ready="7K2M-9QXA-B3D", errors=NO_ERRORS),
    ),
    ("drawer", "print/drawer.html", View(rows=PIECES, errors=NO_ERRORS)),
    ("empty drawer", "print/drawer.html", View(rows=[], errors=NO_ERRORS)),
    ("disposals", "print/disposals.html", DISPOSALS),
    (
        "nothing to destroy",
        "print/disposals.html",
        View(waiting=[], open=[], done=[], unfetched_days=1, errors=NO_ERRORS),
    ),
    *STOCK_PAGES,
    ("bureaus", "print/bureaus.html", BUREAUS),
    ("bureaus with a balance", "print/bureaus.html", RECONCILED),
    (
        "printers",
        "admin/printers.html",
        printers(None, errors=(("scale", "printer_field_unusable"),)),
    ),
    ("card printer", "admin/printers.html", printers(PRINTERS[0])),
    ("sheet printer", "admin/printers.html", printers(PRINTERS[1])),
    ("closed printer", "admin/printers.html", printers(PRINTERS[2])),
    (
        "print card at a desk with printers",
        "print/card.html",
        View(**(vars(PRINT_CARD) | {"printers": [("5f0c", "Zebra by the window")]})),
    ),
    (
        "print agents",
        "admin/print_agents.html",
        print_agents(None, ("name", "agent_field_unusable")),
    ),
    ("no print agent", "admin/print_agents.html", print_agents(None, rows=[])),
    ("print agent", "admin/print_agents.html", print_agents(AGENTS[1], lacks_printer=True)),
    ("new print agent", "admin/print_agents.html", print_agents(AGENTS[0], key=NEW_KEY)),
    ("closed print agent", "admin/print_agents.html", print_agents(AGENTS[4])),
    ("agreements", "admin/bureaus.html", AGREEMENTS),
    (
        "no agreement",
        "admin/bureaus.html",
        View(rows=[], manifest_key="", values={}, errors=NO_ERRORS),
    ),
    (
        "receipt",
        "print/receipt.html",
        View(tear_off_code="K7QM-2XWD-9RTA-0BHJ", made_on=TODAY, lost_url="riverbend.example/lost"),
    ),
    ("check", "desk/check.html", View(result=None)),
    ("check valid", "desk/check.html", check("valid")),
    ("check valid and stale", "desk/check.html", check("valid", "stale")),
    *(
        (f"check {word}", "desk/check.html", check(word))
        for word in (
            "suspended",
            "revoked",
            "expired",
            "not_yet_valid",
            "unknown_key",
            "not_authentic",
            "unreadable",
        )
    ),
    (
        "find card",
        "cards/find.html",
        View(asks_code=True, answer=None, values={}, errors=[("number", "number_malformed")]),
    ),
    (
        "paused by slip",
        "cards/find.html",
        View(asks_code=True, answer="paused", values={}, errors=NO_ERRORS),
    ),
    ("number", "number.html", View(word="", freshness="", values={}, errors=NO_ERRORS)),
    (
        "number too often",
        "number.html",
        View(word="", freshness="", values={}, errors=[("", "too_many_attempts")]),
    ),
    *(
        (
            f"number {word}",
            "number.html",
            View(word=word, freshness="fresh", values={}, errors=NO_ERRORS),
        )
        for word in ("valid", "revoked", "not_authentic", "unreadable")
    ),
    ("lost", "lost.html", View(answer=None, values={}, errors=NO_ERRORS)),
    (
        "lost to mend",
        "lost.html",
        View(answer=None, values={}, errors=[("code", "code_malformed")]),
    ),
    *(
        (f"lost {answer}", "lost.html", View(answer=answer, values={}, errors=NO_ERRORS))
        for answer in ("paused", "out_of_use", "unknown")
    ),
    ("card", "cards/card.html", CARD),
    ("designs", "admin/designs.html", DESIGNS),
    ("design", "admin/design.html", design()),
    (
        "design without room",
        "admin/design.html",
        design(("proof_name", "too_long"), ("", "too_long")),
    ),
    ("report", "admin/report.html", REPORT),
]
FRAGMENTS: list[tuple[str, str, View]] = [
    ("points", "desk/_documents.html", View(points=OPEN_POINTS)),
    ("enough points", "desk/_documents.html", View(points=MET_POINTS)),
]
