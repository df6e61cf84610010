"""The choice of a workplace."""

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from smartcare.forms.base import SmartForm


class WorkplaceForm(SmartForm):
    """One of one's own memberships."""

    membership = forms.TypedChoiceField(
        label=_("Where do you work now?"), coerce=int, widget=forms.RadioSelect
    )

    def __init__(self, *args: object, memberships: list[Membership], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.TypedChoiceField, self.fields["membership"])
        field.choices = [(m.pk, _label(m)) for m in memberships]


def _label(membership: Membership) -> str:
    role = membership.get_role_display()
    return f"{membership.facility.name}, {role}" if membership.facility else str(role)
