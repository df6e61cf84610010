"""Every address of SmartCare's pages."""

from django.contrib import admin
from django.urls import include, path

from patients.views.home import home
from smartcare.ops import views

urlpatterns = [
    path("", home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("accounts/", include("accounts.urls")),
    path("accounts/", include("smartcare.ops.sign_in_urls")),
    path("patients/", include("patients.urls")),
    path("admin/", admin.site.urls),
]
handler400 = "smartcare.ops.views.bad_request"
