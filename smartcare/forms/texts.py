"""Text as people type it."""

from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


def _too_long(label: Any) -> str:
    text = gettext("%(label)s must be %(limit)s characters or fewer")
    return text % {"label": str(label).replace("%", "%%"), "limit": "%(limit_value)d"}


_too_long_message = lazy(_too_long, str)


class PlainTextField(forms.CharField):
    """Text of limited length, kept as typed but for blanks at both ends.

    Takes: what CharField takes; `label` opens the message on length. The browser gets no maxlength: it would
    cut pasted text without a word. Gives: str, "" when empty.
    """

    def __init__(self, *, label: Any = None, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {})
        kwargs["error_messages"].setdefault("max_length", _too_long_message(label or _("The text")))
        super().__init__(label=label, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """The attributes of the control, without the limits that would cut what is typed."""
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        attrs.pop("minlength", None)
        return attrs
