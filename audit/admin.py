"""The trail on the administrators' site: to be read, by those who may, and by nobody changed."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.urls import URLPattern, path

from audit.context import Actor
from audit.models import AuditEvent, Signal
from audit.viewing import pages, signal_pages
from audit.viewing.readers import may_look

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin


class TrailAdmin(ModelAdmin):
    """Pages of the trail are our own: Django's would count, sort and list distinct values over the whole of it."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        actor = getattr(request, "actor", None)
        return isinstance(actor, Actor) and may_look(actor)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(AuditEvent)
class AuditEventAdmin(TrailAdmin):
    """Events."""

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("", wrap(pages.event_list), name="audit_auditevent_changelist"),
            path("find/", wrap(pages.find), name="audit_auditevent_find"),
            path("export/", wrap(pages.export), name="audit_auditevent_export"),
            path("patient/<uuid:patient>/", wrap(pages.timeline), name="audit_auditevent_timeline"),
            path("patient/<uuid:patient>/print/", wrap(pages.timeline_print), name="audit_auditevent_print"),
            path("event/<slug:place>/", wrap(pages.event_page), name="audit_auditevent_event"),
        ]


@admin.register(Signal)
class SignalAdmin(TrailAdmin):
    """Days worth a look."""

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("", wrap(signal_pages.signal_list), name="audit_signal_changelist"),
            path("<int:key>/", wrap(signal_pages.signal_page), name="audit_signal_page"),
        ]
