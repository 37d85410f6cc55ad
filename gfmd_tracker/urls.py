from allauth.account import views as account
from django.contrib import admin
from django.urls import include, path, re_path

handler400 = "recommendations.views.errors.bad_request"
handler404 = "recommendations.views.errors.not_found"
handler500 = "recommendations.views.errors.failed"

# Of allauth's pages only these: nobody signs up here, and mail addresses are a matter of the secretariat.
accounts = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("second-factor/", include("allauth.mfa.urls")),
]

urlpatterns = [
    path("admin/", admin.site.urls),
    path("accounts/", include(accounts)),
    path("api/", include("recommendations.api.urls")),
    path("", include("recommendations.views.feeds.urls")),
    path("", include("recommendations.views.urls")),
]
