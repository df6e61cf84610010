"""What every page of the administrators' site has in common: writes are acts, nothing is deleted."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminDateWidget, AdminTextInputWidget
from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.forms import RangeWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Field, Model, QuerySet, TextField
from django.forms import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from audit.acts import act
from audit.context import Actor

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
    StackedInline = admin.StackedInline[Any, Any]
    InlineFormSet = BaseInlineFormSet[Any, Any, Any]
else:
    ModelAdmin = admin.ModelAdmin
    StackedInline = admin.StackedInline
    InlineFormSet = BaseInlineFormSet


def actor_of(request: HttpRequest) -> Actor:
    """Who asks. Takes: a request. Raises: PermissionDenied when nobody is signed in."""
    actor = getattr(request, "actor", None)
    if not isinstance(actor, Actor):
        raise PermissionDenied
    return actor


@act("admin.save")
def save_in_act(*, by: Actor, reason: str, save: Callable[[], HttpResponse]) -> HttpResponse:
    """Run a saving page of the administrators' site as an act. Takes: `save`, which gives the answer."""
    return save()


class PeriodWidget(RangeWidget):
    """A period of days: two boxes named "from" and "until"."""

    template_name = "admin/period.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(AdminDateWidget(), attrs)


class OneLineTexts:
    """Texts are one line, and an empty one that may be absent is absent: two places may both lack a code. Periods have two names."""

    def formfield_for_dbfield(self, db_field: Field[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        if isinstance(db_field, TextField) and not db_field.choices:
            kwargs |= {"widget": AdminTextInputWidget, "empty_value": None if db_field.null else ""}
        if isinstance(db_field, DateRangeField):
            kwargs |= {"widget": PeriodWidget}
        return super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]


class KeptAdmin(OneLineTexts, ModelAdmin):
    """Reference data and accounts: added and changed in acts, never deleted, for records name them."""

    actions = None

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Only what the list's own filters ask. Others, typed into the address, can ask what the database can't answer."""
        offered = [str(item[0] if isinstance(item, tuple) else item) for item in self.list_filter]
        return lookup in {
            f"{name}{end}" for name in offered for end in ("__exact", "__id__exact", "__isnull")
        }

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        if request.method in ("GET", "HEAD", "OPTIONS", "TRACE"):
            return super().changeform_view(request, object_id, form_url, extra_context)
        # Not super().changeform_view: it opens a transaction of its own, and an act must be the outermost.
        return save_in_act(
            by=actor_of(request),
            reason="",
            save=lambda: self._changeform_view(request, object_id, form_url, extra_context),  # type: ignore[attr-defined]
        )


class DatedFormSet(InlineFormSet):
    """Rows with a period `valid`; says in words what the database would refuse."""

    apart_by: str | None = None

    def clean(self) -> None:
        """Refuse two periods that overlap, those of rows stored meanwhile too.

        `apart_by` names a field: rows that differ in it, or lack it, may overlap.
        """
        super().clean()
        shown = {form.instance.pk for form in self.forms}
        seen = [
            (getattr(row, self.apart_by) if self.apart_by else True, row.valid)
            for row in self.get_queryset()
            if row.pk not in shown
        ]
        for form in self.forms:
            period = form.cleaned_data.get("valid") if hasattr(form, "cleaned_data") else None
            key = form.cleaned_data.get(self.apart_by) if period is not None and self.apart_by else True
            if period is None or key is None:
                continue
            if any(key == other and _overlap(period, earlier) for other, earlier in seen):
                raise ValidationError(_("Two periods overlap: end one before the next begins."))
            seen.append((key, period))


def _overlap(one: Any, other: Any) -> bool:
    """Whether two ranges of days, last day excluded and open when None, share a day."""
    begins_in_time = other.upper is None or one.lower is None or one.lower < other.upper
    return begins_in_time and (one.upper is None or other.lower is None or other.lower < one.upper)


class KeptInline(OneLineTexts, StackedInline):
    """Rows with dates: ended, never deleted. One below the other, so that each box has its name beside it."""

    formset = DatedFormSet
    extra = 0
    can_delete = False


class LookOnlyAdmin(ModelAdmin):
    """A table to look at: only the columns named in `shown`, on the list and on the page of a row.

    No other column is read, searched, sorted or filtered by; nothing is added, changed or deleted.
    """

    actions = None
    shown: tuple[str, ...] = ()
    show_full_result_count = False

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        return self.shown

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        return self.shown

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        return self.shown

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).only("pk", *self.shown)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Refuse filters typed into the address: `?surname__startswith=…` would tell what is not shown."""
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        if request.method != "GET":
            raise PermissionDenied
        return super().changelist_view(request, extra_context)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """Nothing is changed here, so there is no history of changes to show."""
        raise PermissionDenied
