"""Names each request, so that what is written in it can be found together."""

from collections.abc import Callable
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from uuid_utils.compat import uuid7

from audit.context import RequestContext, in_request


class RequestContextMiddleware:
    """Gives every request an id and remembers where it came from. The session key is kept as a digest only."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        session_key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        context = RequestContext(
            request_id=str(uuid7()),
            session_key_digest=sha256(session_key.encode()).hexdigest()[:16] if session_key else "",
            address=request.META.get("REMOTE_ADDR", ""),
            program="web",
        )
        with in_request(context):
            response = self.get_response(request)
        response["X-Request-ID"] = context.request_id
        return response
