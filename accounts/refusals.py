"""Whoever is refused a page, or asks for a patient who does not exist for her, leaves an event."""

from collections.abc import Callable
from http import HTTPStatus
from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from accounts.models import User
from accounts.requests import StaffRequest
from audit.enums import Action
from audit.reads import note


class RefusalMiddleware:
    """Notes each 403, and each 404 of an address that names a patient. Stands inside WorkplaceMiddleware, which says who asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(request.user, User) and response.status_code in (
            HTTPStatus.FORBIDDEN,
            HTTPStatus.NOT_FOUND,
        ):
            _note(cast(StaffRequest, request), response.status_code)
        return response


def _note(request: StaffRequest, status: int) -> None:
    match = request.resolver_match
    patient = match.kwargs.get("patient") if match else None
    patients = [patient] if isinstance(patient, UUID) else []
    if status == HTTPStatus.FORBIDDEN or patients:
        page = match.view_name if match else ""
        note(
            Action.REFUSED,
            by=request.actor,
            what=page,
            patients=patients,
            detail={"status": status, "method": request.method or ""},
        )
