"""Every page renders in every language with a title, one heading and nothing inline."""

import re
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest

from app.kit.html import WEB
from tests.http import NewClient
from tests.web.conftest import sample_app
from tests.web.samples import FRAGMENTS, PAGES

LANGUAGES = ("en", "es", "ar")
TEMPLATES = WEB / "templates"
VOID = {"br", "hr", "img", "input", "link", "meta"}


class Page(HTMLParser):
    """Collects what the tests ask about a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag == name]

    @property
    def ids(self) -> list[str]:
        return [value for _, attributes in self.tags if (value := attributes.get("id"))]


@pytest.fixture
def client(new_client: NewClient) -> httpx.Client:
    return new_client(sample_app(), base_url="https://tessera.test/samples/")


def cases(count: int, offset: int = 0) -> list[object]:
    names = [name for name, _, _ in [*PAGES, *FRAGMENTS]]
    return [
        pytest.param(index, language, id=f"{names[index]} in {language}")
        for index in range(offset, offset + count)
        for language in LANGUAGES
    ]


@pytest.mark.parametrize(("index", "language"), cases(len(PAGES)))
def test_a_page_is_whole(client: httpx.Client, index: int, language: str) -> None:
    text = client.get(f"{index}?lang={language}").text
    page = Page(text)

    assert page.open == []
    assert re.search(r"<title>\s*\S.* · Tessera</title>", text)
    assert len(page.all("h1")) == 1
    assert page.all("html")[0]["lang"] == language
    assert len(page.ids) == len(set(page.ids))


@pytest.mark.parametrize(("index", "language"), cases(len(PAGES) + len(FRAGMENTS)))
def test_nothing_is_inline_or_from_elsewhere(
    client: httpx.Client, index: int, language: str
) -> None:
    page = Page(client.get(f"{index}?lang={language}").text)

    assert page.all("style") == []
    assert all(script.get("src", "").startswith("/static/") for script in page.all("script"))  # type: ignore[union-attr]  # a missing src fails too
    for _, attributes in page.tags:
        assert not [name for name in attributes if name == "style" or name.startswith("on")]
        for name in ("src", "href", "action"):
            assert "//" not in (attributes.get(name) or "")


@pytest.mark.parametrize(("index", "language"), cases(len(PAGES)))
def test_every_form_that_changes_something_carries_the_token(
    client: httpx.Client, index: int, language: str
) -> None:
    text = client.get(f"{index}?lang={language}").text

    for form in re.findall(r'<form[^>]*method="post".*?</form>', text, re.DOTALL):
        assert 'name="csrf_token" value="form-token"' in form


@pytest.mark.parametrize(("index", "language"), cases(len(PAGES)))
def test_links_of_the_error_summary_lead_somewhere(
    client: httpx.Client, index: int, language: str
) -> None:
    page = Page(client.get(f"{index}?lang={language}").text)

    targets = [href[1:] for link in page.all("a") if (href := link.get("href") or "")[:1] == "#"]
    assert set(targets) <= set(page.ids)


@pytest.mark.parametrize("index", range(len(PAGES)))
def test_a_key_of_the_keyboard_does_one_thing(client: httpx.Client, index: int) -> None:
    page = Page(client.get(f"{index}?lang=en").text)

    acts = [key for _, attributes in page.tags if (key := attributes.get("data-key"))]
    assert len(acts) == len(set(acts))
    places = {(link["data-go"], link["href"]) for link in page.all("a") if "data-go" in link}
    assert len(places) == len({key for key, _ in places})


@pytest.mark.parametrize(("index", "language"), cases(len(FRAGMENTS), len(PAGES)))
def test_a_fragment_is_no_page(client: httpx.Client, index: int, language: str) -> None:
    page = Page(client.get(f"{index}?lang={language}").text)

    assert page.open == []
    assert page.all("html") == []


def test_a_result_shows_a_name_only_for_a_card_in_use(client: httpx.Client) -> None:
    shown = [
        name
        for index, (name, template, _) in enumerate(PAGES)
        if template == "desk/check.html" and "7K2M-9QXA-B3D" in client.get(f"{index}").text
    ]

    assert shown == ["check valid", "check valid and stale"]


def test_only_a_fresh_valid_card_is_green(client: httpx.Client) -> None:
    green = [
        name
        for index, (name, template, _) in enumerate(PAGES)
        if template == "desk/check.html" and "result--good" in client.get(f"{index}").text
    ]

    assert green == ["check valid"]


def test_every_page_template_has_a_sample_and_is_described() -> None:
    pages = {
        str(path.relative_to(TEMPLATES))
        for path in TEMPLATES.rglob("*.html")
        if "{% extends" in path.read_text(encoding="utf-8")
    }
    described = (TEMPLATES / "VIEWS.md").read_text(encoding="utf-8")

    assert pages == {template for _, template, _ in PAGES}
    assert all(f"`{template}`" in described for template in pages)


@pytest.mark.parametrize(
    "path", [pytest.param(path, id=path.stem) for path in sorted(TEMPLATES.rglob("*.html"))]
)
def test_a_template_says_what_it_is_and_stays_small(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()

    assert lines[0].startswith("{#")
    assert len(lines) <= 80
