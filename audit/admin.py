"""The trail on the administrators' site: to be read, by those who may, and by nobody changed."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.urls import URLPattern, path

from audit.context import Actor
from audit.models import AuditEvent
from audit.viewing import pages
from audit.viewing.readers import may_look

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[AuditEvent]
else:
    ModelAdmin = admin.ModelAdmin


@admin.register(AuditEvent)
class AuditEventAdmin(ModelAdmin):
    """Its pages are our own: Django's would count, sort and list distinct values over the whole trail."""

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
