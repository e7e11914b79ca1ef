from django.contrib import admin
from django.urls import include, path, re_path

from completion.views.my_page import my
from enrollment import urls as enrollment_urls
from enrollment.views import feide
from enrollment.views.addresses import own_addresses
from enrollment.views.confirming import confirm_address, verification_sent
from enrollment.views.language import set_language
from enrollment.views.sessions import own_sessions
from enrollment.views.two_step import demand
from enrollment.views.unsent import unsent, who

from . import health

handler400 = "laos.middleware.busy.bad_request"
handler500 = "laos.middleware.busy.server_error"

in_place_of_allauths = [
    path("email/", own_addresses, name="account_email"),
    path("confirm-email/", verification_sent, name="account_email_verification_sent"),
    re_path(r"^confirm-email/(?P<key>[-:\w]+)/$", confirm_address, name="account_confirm_email"),
    path("sessions/", own_sessions, name="usersessions_list"),
    path("two-step/", demand, name="two_step"),
    path("logout/", feide.log_out, name="account_logout"),
    path("feide/login/", feide.begin, name="feide_login"),
    path("feide/callback/", feide.callback, name="feide_callback"),
    path("3rdparty/", feide.connections, name="socialaccount_connections"),
]
# “My page” needs every floor, but all floors link to it.
enrollment = [path("my/", my, name="my"), *enrollment_urls.urlpatterns]
urlpatterns = [
    path("healthz/", health.healthz, name="healthz"),
    path("readyz/", health.readyz, name="readyz"),
    path("statusz/", health.statusz, name="statusz"),
    path("metrics/", health.metrics, name="metrics"),
    path("i18n/setlang/", set_language, name="set_language"),
    path("unsent/", unsent, name="unsent"),
    path("unsent/who/", who, name="who"),
    # Before allauth's URLs, to override them.
    path("accounts/", include(in_place_of_allauths)),
    # Not allauth.urls: it adds URLs for every login provider.
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("accounts/sessions/", include("allauth.usersessions.urls")),
    path("admin/", admin.site.urls),
    path("", include("completion.urls")),
    path("", include("modules.urls")),
    path("", include((enrollment, "enrollment"))),
]
