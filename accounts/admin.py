"""Accounts on the administrators' site: who may sign in, and where with which role."""

from typing import TYPE_CHECKING, Any

from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import BaseUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.enums import COUNTRY_WIDE
from accounts.models import Membership, User
from facilities.admin_base import DatedFormSet, KeptAdmin, KeptInline, actor_of, save_in_act

if TYPE_CHECKING:
    CreationForm = BaseUserCreationForm[User]
    ChangeForm = UserChangeForm[User]
    DjangoAdmin = DjangoUserAdmin[User]
    MembershipModelForm = forms.ModelForm[Membership]
else:
    CreationForm = BaseUserCreationForm
    ChangeForm = UserChangeForm
    DjangoAdmin = DjangoUserAdmin
    MembershipModelForm = forms.ModelForm


# Not used here: what a person may do comes from memberships, and nobody signs in by e-mail.
for unused in (Group, EmailAddress):
    if admin.site.is_registered(unused):
        admin.site.unregister(unused)


class AddUserForm(CreationForm):
    """A new account: no flags and no groups, for what she may do comes from memberships."""

    class Meta:
        model = User
        fields = ("username", "name")


class ChangeUserForm(ChangeForm):
    """An account that exists."""

    class Meta:
        model = User
        fields = ("username", "name", "email", "is_active")


class MembershipForm(MembershipModelForm):
    """A role for a period; says in words what the database would refuse."""

    class Meta:
        model = Membership
        fields = ("role", "facility", "valid")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        role, facility = cleaned.get("role"), cleaned.get("facility")
        if role in COUNTRY_WIDE and facility is not None:
            raise ValidationError({"facility": _("This role is country-wide: leave the facility empty.")})
        if role and role not in COUNTRY_WIDE and facility is None and "facility" not in self.errors:
            raise ValidationError({"facility": _("Choose the facility where she works.")})
        return cleaned


class MembershipFormSet(DatedFormSet):
    """One role at a facility at a time."""

    apart_by = "facility"


class MembershipInline(KeptInline):
    """Where she works, with dates. A membership is ended by its last day, never deleted."""

    model = Membership
    form = MembershipForm
    formset = MembershipFormSet
    autocomplete_fields = ("facility",)


@admin.register(User)
class UserAdmin(KeptAdmin, DjangoAdmin):
    """Accounts are made and closed (`active`) here, and never deleted."""

    form = ChangeUserForm
    add_form = AddUserForm
    fieldsets = (
        (None, {"fields": ("username", "password", "name", "email", "is_active")}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "name", "password1", "password2")}),)
    readonly_fields = ("last_login", "date_joined")
    list_display = ("username", "name", "is_active", "last_login")
    list_filter = ("is_active", "memberships__role")
    search_fields = ("username", "name")
    ordering = ("username",)
    filter_horizontal = ()
    inlines = (MembershipInline,)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> Any:
        """Not Django's: it opens a transaction of its own, and an act must be the outermost."""
        return self._add_view(request, form_url, extra_context)  # type: ignore[attr-defined]

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> Any:
        if request.method in ("GET", "HEAD", "OPTIONS", "TRACE"):
            return super().user_change_password(request, id, form_url)
        return save_in_act(
            by=actor_of(request),
            reason="",
            save=lambda: DjangoUserAdmin.user_change_password(self, request, id, form_url),
        )
