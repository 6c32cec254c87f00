"""A page comes in the reader's language, with the headers that keep it private."""

import httpx
import pytest
from fastapi import FastAPI, Request
from fastapi.responses import Response
from jinja2 import UndefinedError

from app.kit.html import (
    inline_pdf,
    inline_picture,
    render,
    render_problem,
    see_other,
    static_files,
)
from tests.http import NewClient
from tests.web.samples import SIGN_IN


@pytest.fixture
def client(new_client: NewClient) -> httpx.Client:
    app = FastAPI()
    app.state.site_name = "Riverbend"
    app.mount("/static", static_files())

    @app.get("/page")
    def page(request: Request) -> Response:
        return render(request, "sign_in.html", SIGN_IN, status=422)

    @app.get("/broken")
    def broken(request: Request) -> Response:
        return render(request, "sign_in.html", object())

    @app.get("/card")
    def card() -> Response:
        return inline_pdf(b"%PDF-", file_name="card.pdf")

    @app.get("/problem")
    def problem(request: Request, number: str = "") -> Response:
        request.state.reference = number
        return render_problem(request, 409, "card_changed")

    @app.get("/receipt")
    def receipt(request: Request, language: str) -> Response:
        return render(request, "sign_in.html", SIGN_IN, language=language)

    @app.get("/photo")
    def photo() -> Response:
        return inline_picture(b"JPEG")

    @app.post("/form")
    def form() -> Response:
        return see_other("/page")

    return new_client(app)


def test_a_problem_is_a_page_with_a_sentence(client: httpx.Client) -> None:
    answer = client.get("/problem?number=7f3a22")

    assert answer.status_code == 409
    assert "Somebody else was faster." in answer.text
    assert "7f3a22" in answer.text
    assert "If you ask for help" not in client.get("/problem").text


def test_a_problem_repeats_no_query(client: httpx.Client) -> None:
    assert "Zqxwiana" not in client.get("/problem?name=Zqxwiana").text
    assert 'href="?lang=es"' in client.get("/problem?name=Zqxwiana").text


def test_a_page_can_be_in_the_language_of_somebody_else(client: httpx.Client) -> None:
    assert client.get("/receipt?language=ar").headers["content-language"] == "ar"
    assert client.get("/receipt?language=tlh").headers["content-language"] == "en"


def test_a_picture_stays_in_no_cache(client: httpx.Client) -> None:
    headers = client.get("/photo").headers

    assert headers["content-type"] == "image/jpeg"
    assert headers["cache-control"] == "no-store"


def test_a_form_that_was_carried_out_leads_on(client: httpx.Client) -> None:
    answer = client.post("/form")

    assert (answer.status_code, answer.headers["location"]) == (303, "/page")
    assert answer.headers["cache-control"] == "no-store"


def test_a_page_has_the_status_it_was_given(client: httpx.Client) -> None:
    answer = client.get("/page")

    assert answer.status_code == 422
    assert "<title>Sign in · Riverbend</title>" in answer.text


def test_a_page_allows_nothing_inline_and_no_frame(client: httpx.Client) -> None:
    policy = client.get("/page").headers["content-security-policy"]

    assert "unsafe" not in policy
    assert "script-src 'self'; style-src 'self'" in policy
    assert "form-action 'self'; base-uri 'none'; frame-ancestors 'none'" in policy


def test_a_page_stays_in_no_cache_and_tells_nobody_where_it_was(client: httpx.Client) -> None:
    headers = client.get("/page").headers

    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["permissions-policy"].startswith("camera=(self)")


def test_the_language_of_the_address_is_remembered(client: httpx.Client) -> None:
    first = client.get("/page?lang=ar")
    second = client.get("/page")

    assert 'lang="ar" dir="rtl"' in first.text
    assert "HttpOnly" in first.headers["set-cookie"]
    assert "Secure" in first.headers["set-cookie"]
    assert 'lang="ar" dir="rtl"' in second.text
    assert "set-cookie" not in second.headers


def test_an_unknown_language_is_not_remembered(client: httpx.Client) -> None:
    answer = client.get("/page?lang=xx")

    assert 'lang="en"' in answer.text
    assert "set-cookie" not in answer.headers


def test_what_was_sent_is_escaped(client: httpx.Client) -> None:
    answer = client.get('/page?"><script>alert(1)</script>=1')

    assert "<script>alert" not in answer.text


def test_a_view_without_a_field_is_an_error_not_a_gap(client: httpx.Client) -> None:
    with pytest.raises(UndefinedError):
        client.get("/broken")


def test_a_pdf_opens_in_place_and_in_no_frame(client: httpx.Client) -> None:
    headers = client.get("/card").headers

    assert headers["content-disposition"] == 'inline; filename="card.pdf"'
    assert headers["cache-control"] == "no-store"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_static_files_are_asked_for_again_each_time(client: httpx.Client) -> None:
    first = client.get("/static/img/mark.svg")
    again = client.get("/static/img/mark.svg", headers={"if-none-match": first.headers["etag"]})

    assert first.headers["cache-control"] == "no-cache"
    assert again.status_code == 304
