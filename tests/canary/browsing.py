"""A member of staff at a browser, who sends the forms that the pages show and nothing else.

A form is sent as a browser sends it: to the address, by the method and with the hidden fields that
the page shows; so an address with a name in it would be one that a page of ours has made.
"""

from html.parser import HTMLParser
from http import HTTPStatus

import httpx

from app.core.permissions import Role
from tests.town import Browser, Town

Attributes = list[tuple[str, str | None]]


class Forms(HTMLParser):
    """The forms of a page: method, address, and the values that are there already."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str, dict[str, str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Note forms and their hidden fields."""
        values = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append((values.get("method", "get"), values.get("action", ""), {}))
        elif tag == "input" and values.get("type") == "hidden" and self.found:
            self.found[-1][2][values["name"]] = values.get("value", "")


class Person:
    """A member of staff at a browser."""

    def __init__(self, town: Town, role: Role, email: str | None = None) -> None:
        self.browser: Browser = town.browser(role, email=email)
        self.page = self.browser.client.get("/sign-in")

    def open(self, path: str) -> httpx.Response:
        """Open a page."""
        self.page = self.browser.client.get(path, follow_redirects=True)
        assert self.page.status_code == HTTPStatus.OK, (path, self.page.status_code)
        return self.page

    def send(
        self,
        ending: str,
        values: dict[str, str] | None = None,
        *,
        files: dict[str, tuple[str, bytes, str]] | None = None,
        status: int = HTTPStatus.OK,
    ) -> httpx.Response:
        """Fill in the form of the open page whose address ends so, and send it."""
        forms = Forms(self.page.text).found
        assert all(method == "post" for method, action, _ in forms if action), forms
        offered = {action: hidden for _, action, hidden in forms if action.endswith(ending)}
        assert offered, (ending, [action for _, action, _ in forms])
        action, hidden = next(iter(offered.items()))
        answer = self.browser.client.post(
            action, data=hidden | (values or {}), files=files, follow_redirects=True
        )
        assert answer.status_code == status, (action, answer.status_code)
        if "text/html" in answer.headers["content-type"]:
            self.page = answer
        return answer
