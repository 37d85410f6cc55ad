from django.contrib import admin
from django.urls import include, path

handler400 = "recommendations.views.errors.bad_request"
handler404 = "recommendations.views.errors.not_found"
handler500 = "recommendations.views.errors.failed"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/", include("recommendations.api.urls")),
    path("", include("recommendations.urls")),
]
