from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from enrollment.views import feide
from enrollment.views.addresses import own_addresses

from . import health

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

handler400 = "laos.busy.bad_request"
handler500 = "laos.busy.server_error"

urlpatterns = [
    path("healthz/", health.healthz, name="healthz"),
    path("readyz/", health.readyz, name="readyz"),
    path("statusz/", health.statusz, name="statusz"),
    path("metrics/", health.metrics, name="metrics"),
    path("i18n/", include("django.conf.urls.i18n")),
    # In place of allauth's own.
    path("accounts/email/", own_addresses, name="account_email"),
    path("accounts/logout/", feide.log_out, name="account_logout"),
    path("accounts/feide/login/", feide.begin, name="feide_login"),
    path("accounts/feide/callback/", feide.callback, name="feide_callback"),
    path("accounts/3rdparty/", feide.connections, name="socialaccount_connections"),
    # Not allauth.urls, which has addresses for every provider of log-ins.
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("admin/", admin.site.urls),
    path("", include("completion.urls")),
    path("", include("modules.urls")),
    path("", include("enrollment.urls")),
]
