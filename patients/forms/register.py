"""The steps of a registration in their order, and a draft read as a whole."""

from collections.abc import Mapping
from typing import NamedTuple, cast

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from patients import details
from patients.forms.register_base import StepForm, Typed
from patients.forms.register_contact import ContactForm
from patients.forms.register_family import FamilyForm
from patients.forms.register_identity import IdentityForm
from patients.forms.register_personal import PersonalForm

# Under this key a draft keeps the name carried over from a search, which is no answer yet.
BEGUN_WITH = "begun_with"


class Step(NamedTuple):
    """A step: the last part of its address, its name, its form."""

    slug: str
    title: str | Promise
    form: type[StepForm]


STEPS: tuple[Step, ...] = (
    Step("identity", _("Identity"), IdentityForm),
    Step("contact", _("Contact"), ContactForm),
    Step("family", _("Family"), FamilyForm),
    Step("personal", _("Personal"), PersonalForm),
)
REVIEW_TITLE = _("Check")
BY_SLUG = {step.slug: step for step in STEPS}


class Whole:
    """A draft read as a whole. `forms` are its steps as answered; a step never opened counts as left empty."""

    def __init__(self, answers: Mapping[str, Typed]) -> None:
        self.forms = {step.slug: step.form(answers.get(step.slug, {})) for step in STEPS}
        self.incomplete = [step for step in STEPS if not self.forms[step.slug].is_complete()]

    def registration(self) -> details.Registration:
        """Everything that was answered. Only for a draft of which nothing is incomplete."""
        contact = cast(ContactForm, self.forms["contact"])
        return details.Registration(
            identity=cast(IdentityForm, self.forms["identity"]).identity(),
            contacts=contact.contacts(),
            no_phone=contact.cleaned_data["no_phone"],
            address=contact.address(),
            address_since=contact.address_since(),
            relatives=cast(FamilyForm, self.forms["family"]).relatives(),
            personal=cast(PersonalForm, self.forms["personal"]).personal(),
        )


def step_form(step: Step, answers: Mapping[str, Typed]) -> StepForm:
    """The form of a step as it was left: with its faults when it was saved before, else empty.

    Takes: the step; the draft's answers. Gives: a form.
    """
    if step.slug in answers:
        return step.form(answers[step.slug])
    return step.form(initial=answers.get(BEGUN_WITH, {}) if step.slug == STEPS[0].slug else {})


def typed_name(answers: Mapping[str, Typed]) -> str:
    """The name in a draft as typed so far, "" for none. For the list of one's own drafts."""
    said = answers.get(STEPS[0].slug) or answers.get(BEGUN_WITH) or {}
    return " ".join(part for part in (said.get("first_names", ""), said.get("surname", "")) if part.strip())[
        :80
    ]


class ReviewForm(forms.Form):
    """The last word: whether she is a different person from those who look alike, and which ones were shown."""

    different = forms.BooleanField(required=False)
    shown = forms.CharField(required=False)

    def settles(self, mark: str) -> bool:
        """Whether exactly those who look alike now were seen and ruled out. Takes: their mark, "" for nobody."""
        seen = self.is_valid() and self.cleaned_data["different"] and self.cleaned_data["shown"] == mark
        return not mark or seen
