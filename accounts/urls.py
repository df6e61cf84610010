"""Pages about one's own work place."""

from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [path("facility/", views.workplace, name="workplace")]
