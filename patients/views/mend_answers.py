"""From an answer on a mending page to the act that writes it."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from accounts.requests import StaffRequest
from patients.enums import ContactKind, MaritalStatus, Sex
from patients.forms.mend import (
    MendBirthForm,
    MendForm,
    MendMaritalForm,
    MendSexForm,
    MendSharedForm,
    MendTextForm,
)
from patients.mending_words import KINDS
from patients.models import PatientContact, PatientIdentifier
from patients.rules.phone import show_phone
from patients.rules.suggestions import (
    suggest_birth,
    suggest_email,
    suggest_nrc,
    suggest_nupin,
    suggest_phones,
)
from patients.selectors.mending import ToMend, has_other_phone
from patients.services import mending

SHARED = ("nrc-shared", "nupin-shared")
CHOICES: dict[str, type[MendForm]] = {
    "sex": MendSexForm,
    "marital": MendMaritalForm,
    "birth": MendBirthForm,
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a text may have meant, as initial values of the form; empty when nothing can be suggested."""

    values: dict[str, Any]


def suggest(item: ToMend) -> Suggestion:
    """A guess for one value. Takes: the value. Gives: initial values, which a person checks."""
    given = item.given
    if not isinstance(given, str):
        born = suggest_birth(given, timezone.localdate())
        return Suggestion({"born": born} if born else {})
    if item.kind == "phone":
        phones = suggest_phones(given)
        return Suggestion(dict(zip(("value", "other"), map(show_phone, phones), strict=False)))
    rules = {"email": suggest_email, "nrc": suggest_nrc, "relative-nrc": suggest_nrc, "nupin": suggest_nupin}
    value = rules[item.kind](given) if item.kind in rules else None
    return Suggestion({"value": value} if value else {})


def form_for(item: ToMend, data: Any, suggestion: Suggestion) -> MendForm:
    """The form for one value. Takes: the value; what was sent or None; the suggestion. Gives: a form."""
    initial = {"version": item.row.version, **suggestion.values}
    if data is not None and data.get("answer") in _answers_without_words(item.kind):
        return MendForm(data, initial=initial, ask_reason=item.kind in SHARED)
    if item.kind in CHOICES:
        return CHOICES[item.kind](data, initial=initial)
    if item.kind == "facility":
        return MendForm(data, initial=initial, ask_reason=True)
    if item.kind in SHARED:
        return MendSharedForm(data, initial=initial, kind=item.kind, shared=str(item.given), ask_reason=True)
    return MendTextForm(data, initial=initial, kind=item.kind, two=_may_hold_two(item))


def _answers_without_words(kind: str) -> tuple[str, ...]:
    """The buttons beside "Save" that a kind has; what a crafted form sends beside them is no answer."""
    none = ("none",) if KINDS[kind].none else ()
    return (*none, "right") if kind in SHARED else none


def _may_hold_two(item: ToMend) -> bool:
    is_phone = isinstance(item.row, PatientContact) and item.row.kind in (
        ContactKind.CELLPHONE,
        ContactKind.LANDLINE,
    )
    return is_phone and not has_other_phone(item.patient)


def save(request: StaffRequest, item: ToMend, form: MendForm) -> None:
    """Write an answer. Takes: the request; the value; its valid form. Raises: what the acts of services.mending raise."""
    data = form.cleaned_data
    what: dict[str, Any] = {
        "by": request.actor,
        "reason": data.get("reason") or mending.MENDED,
        "patient_id": item.patient.pk,
        "version": data["version"],
    }
    row_id = item.row.pk
    text = data.get("value")
    if item.kind in ("phone", "email"):
        mending.mend_contact(**what, contact_id=row_id, text=text, other_text=data.get("other", ""))
    elif isinstance(item.row, PatientIdentifier) and item.kind not in SHARED:
        mending.mend_identifier(**what, identifier_id=row_id, text=text)
    elif item.kind in SHARED and request.POST.get("answer") == "right":
        mending.accept_shared_number(**what, identifier_id=row_id)
    elif item.kind in SHARED:
        mending.settle_shared_number(**what, identifier_id=row_id, text=text)
    elif item.kind == "relative-nrc":
        mending.mend_relative_nrc(**what, family_id=row_id, text=text)
    elif isinstance(form, MendSexForm):
        mending.mend_sex(**what, sex=Sex(data["sex"]))
    elif isinstance(form, MendMaritalForm):
        mending.mend_marital(**what, personal_id=row_id, status=MaritalStatus(data["marital_status"]))
    elif isinstance(form, MendBirthForm):
        mending.mend_birth(**what, birth=form.birth())
    elif item.kind == "facility":
        mending.mend_facility(**what)
