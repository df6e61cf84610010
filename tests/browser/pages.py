"""Which pages are looked at, which are not and why, and what is asked of each one."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import html5lib
from django.contrib.staticfiles import finders
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from playwright.sync_api import Page, Response

from tests.browser.conftest import picture, violations

# What is sent is compressed (GZipMiddleware, WhiteNoise); static files are kept by the browser for good.
COLD_BYTES, WARM_BYTES, HEADERS, REQUESTS = 120_000, 30_000, 700, 12
# The administrators' site is Django's, with a dozen files of its own; it is used at a desk, by few.
ADMIN_COLD_BYTES, ADMIN_REQUESTS = 250_000, 40

# By name; the values of an address are keys of `rows`.
PAGES: dict[str, tuple[str, ...]] = {
    "home": (),
    "accounts:workplace": (),
    "account_change_password": (),
    "account_logout": (),
    "patients:search": (),
    "patients:register": (),
    "patients:register_step": ("draft", "step"),
    "patients:register_review": ("draft",),
    "patients:drafts": (),
    "patients:record": ("patient",),
    "patients:print": ("patient",),
    "patients:as_of": ("patient",),
    "patients:edit_identity": ("patient",),
    "patients:edit_personal": ("patient",),
    "patients:add_contact": ("patient",),
    "patients:edit_contact": ("patient", "contact"),
    "patients:end_contact": ("patient", "contact"),
    "patients:add_address": ("patient",),
    "patients:edit_address": ("patient", "address"),
    "patients:end_address": ("patient", "address"),
    "patients:add_relative": ("patient",),
    "patients:edit_relative": ("patient", "family"),
    "patients:remove_relative": ("patient", "family"),
    "patients:mend": (),
    "patients:mend_kind": ("kind",),
    "patients:mend_one": ("kind", "mend"),
}
ADMIN_PAGES: dict[str, tuple[str, ...]] = {
    "admin:index": (),
    "admin:accounts_user_changelist": (),
    "admin:accounts_user_add": (),
    "admin:accounts_user_change": ("user",),
    "admin:facilities_facility_changelist": (),
    "admin:facilities_facility_change": ("facility",),
    "admin:facilities_district_change": ("district",),
    "admin:patients_patient_changelist": (),
}
NOT_LOOKED_AT: dict[str, str] = {
    "healthz": "plain text, for a load balancer",
    "readyz": "JSON, for a load balancer",
    "account_login": "for nobody signed in: looked at in test_sign_in",
    "patients:discard": "takes POSTs only and leads to the drafts",
}
# One page of each kind of Django's own site is looked at; the others show the same parts for other tables.
ADMIN = "admin:"


def names_of_pages() -> Iterator[str]:
    """Every named address of SmartCare's own, with its namespace."""
    yield from (name for name in _names(get_resolver(), "") if not name.startswith(ADMIN))


def _names(resolver: URLResolver, space: str) -> Iterator[str]:
    for part in resolver.url_patterns:
        if isinstance(part, URLPattern):
            yield space + (part.name or f"unnamed {part.pattern}")
        else:
            yield from _names(part, space + (f"{part.namespace}:" if part.namespace else ""))


def address(name: str, rows: dict[str, Any]) -> str:
    """The address of a page. Takes: its name; the keys of the rows it may show."""
    parts = {**PAGES, **ADMIN_PAGES}[name]
    return reverse(name, args=[rows[part] for part in parts])


class Traffic:
    """Counts what a window is sent beside the pages themselves, from when it is made."""

    def __init__(self, page: Page) -> None:
        self.files: list[int] = []
        self.hosts: set[str] = set()
        page.on("response", self._note)

    def _note(self, answer: Response) -> None:
        whole = urlsplit(answer.url)
        self.hosts.add(whole.netloc)
        if whole.path.startswith("/static/"):
            file = finders.find(whole.path.removeprefix("/static/"))
            assert isinstance(file, str), answer.url
            self.files.append(_sent(Path(file).read_bytes()))


def _sent(body: bytes) -> int:
    return len(gzip.compress(body)) + HEADERS


def examine(page: Page, traffic: Traffic, answer: Response | None, name: str, *, status: int = 200) -> None:
    """Fail unless a page is what every page must be: accessible, narrow, valid and light.

    Takes: the window; what it was sent since it opened; the answer that brought the page; a name for its picture.
    """
    assert answer is not None
    assert answer.status == status
    page.wait_for_load_state("networkidle")
    files, document = traffic.files, _sent(answer.body())
    admin = name.startswith(ADMIN)
    picture(page, name.replace(":", "-").replace(" ", "-"))

    assert violations(page) == []
    html5lib.HTMLParser(strict=True).parse(answer.text())
    assert len(traffic.hosts) == 1
    assert len(files) + 1 <= (ADMIN_REQUESTS if admin else REQUESTS)
    assert sum(files) + document <= (ADMIN_COLD_BYTES if admin else COLD_BYTES), "bytes, cold"
    assert document <= WARM_BYTES, "bytes, warm"
