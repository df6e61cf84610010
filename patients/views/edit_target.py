"""Which row a change means, when the one it was opened on was closed by somebody else meanwhile."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from patients.exceptions import EditConflict
from patients.forms.edit_base import RecordForm


def target_of(found: Any, alike: Iterable[Any], data: Any) -> Any:
    """The row to change.

    Takes: `found`, the row of the address; `alike`, all of its kind; what was sent, None for a page that opens.
    Gives: `found`; or the row that is open now, when a change ("how") was typed for one that is closed by now.
    """
    if data is None or "how" not in data or found.valid.upper is None:
        return found
    return next((row for row in alike if row.valid.upper is None), found)


def refuse_ended(form: RecordForm, target: Any) -> None:
    """Say that there is nothing to change any more: a change is never taken for a correction of what is over."""
    if form.is_bound and "how" in form.data and target.valid.upper is not None:
        form.add_error(None, _("Somebody ended this one meanwhile. Add a new one instead."))


def meet_target(form: RecordForm, found: Any, target: Any) -> None:
    """Show the row that is open now before it is changed. Raises: EditConflict until the form was sent for that very row."""
    if target is found or form.cleaned_data.get("target") == str(target.pk):
        return
    data: Any = form.data
    form.data = data.copy()
    form.data["target"] = str(target.pk)  # type: ignore[index]
    raise EditConflict(target)
