"""What somebody was typing when her session ended comes back to her, and to nobody else, after she signs in again.

Nothing is kept on the server: the sign-in page itself carries the fields, signed and bound to their owner.
"""

from collections.abc import Callable
from typing import Any, cast

from allauth.account.forms import LoginForm
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.cache import add_never_cache_headers

from accounts.middleware import SESSION_KEY, GetResponse

COOKIE = "last_worker"
FIELD = "kept_form"
SALT = "accounts.kept_form"
COOKIE_SALT = "accounts.kept_form.cookie"
LARGEST_BODY = 100 * 1024
MAX_AGE_SECONDS = 60 * 60
URLENCODED = "application/x-www-form-urlencoded"


class _Request(HttpRequest):
    """A request whose sign-in page carries what was typed; the template reads `kept_form`."""

    kept_form: str


class KeptFormMiddleware:
    """Answers a form sent after the session ended with a sign-in page that keeps it; gives it back after sign-in.

    Stands after CsrfViewMiddleware, which refuses forms from elsewhere first, and before LoginRequiredMiddleware.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.user.is_authenticated:
            return response
        if response.status_code == 302 and cast(str, getattr(request, FIELD, None)):
            response = _given_back(request, response)
        _remember_worker(request, response)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Keep the form of a session that ended, or take up the one that comes with a sign-in."""
        if request.method != "POST":
            return None
        if _name_of_page(request) == settings.LOGIN_URL:
            value = request.POST.get(FIELD, "")
            cast(_Request, request).kept_form = value if _read(value) else ""
            return None
        worker = _last_worker(request)
        if worker is None or not _asks_for_sign_in(view) or not _can_be_kept(request):
            return None
        cast(_Request, request).kept_form = _signed(request, worker)
        response = render(request, "account/login.html", {"form": LoginForm(request=request)})
        add_never_cache_headers(response)
        return response


def _name_of_page(request: HttpRequest) -> str:
    return (request.resolver_match.url_name or "") if request.resolver_match else ""


def _asks_for_sign_in(view: object) -> bool:
    return bool(getattr(view, "login_required", True))


def _can_be_kept(request: HttpRequest) -> bool:
    """Passwords never are; nor is what allauth asks, such as signing out."""
    if request.user.is_authenticated or not getattr(request, "csrf_processing_done", False):
        return False
    if request.content_type != URLENCODED or len(request.body) > LARGEST_BODY:
        return False
    names = set(request.POST) - {"csrfmiddlewaretoken"}
    if not names or any("password" in name.lower() for name in names):
        return False
    return not _name_of_page(request).startswith("account_") and _is_ours(request.get_full_path())


def _is_ours(path: str) -> bool:
    if not path.startswith("/") or path.startswith(("//", "/\\")):
        return False
    try:
        resolve(path.partition("?")[0])
    except Resolver404:
        return False
    return True


def _signed(request: HttpRequest, worker: dict[str, Any]) -> str:
    fields = [(name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"]
    kept = {**worker, "path": request.get_full_path(), "fields": fields}
    return signing.dumps(kept, salt=SALT, compress=True)


def _read(value: str) -> dict[str, Any] | None:
    try:
        kept: dict[str, Any] = signing.loads(value, salt=SALT, max_age=MAX_AGE_SECONDS)
    except signing.BadSignature:
        return None
    return kept


def _given_back(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The page with what she typed, instead of the way home; that way for anybody else."""
    kept = _read(cast(_Request, request).kept_form)
    if kept is None or kept["user"] != str(request.user.pk) or not _is_ours(kept["path"]):
        return response
    if kept["place"] is not None:
        # She typed this as who she was there; WorkplaceMiddleware forgets a membership that ended.
        request.session[SESSION_KEY] = kept["place"]
    fields = [(name, value) for name, values in kept["fields"] for value in values]
    page = render(request, "accounts/kept_form.html", {"path": kept["path"], "fields": fields})
    page.cookies.update(response.cookies)
    add_never_cache_headers(page)
    return page


def _last_worker(request: HttpRequest) -> dict[str, Any] | None:
    try:
        worker: dict[str, Any] = signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE_SALT)
    except signing.BadSignature:
        return None
    return worker


def _remember_worker(request: HttpRequest, response: HttpResponse) -> None:
    worker = {"user": str(request.user.pk), "place": request.session.get(SESSION_KEY)}
    if _last_worker(request) == worker:
        return
    response.set_cookie(
        COOKIE,
        signing.dumps(worker, salt=COOKIE_SALT),
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Lax",
    )
