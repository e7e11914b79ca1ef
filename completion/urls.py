from django.urls import path

from .views import certificates, equivalents, verifying

app_name = "completion"
urlpatterns = [
    path("my/certificate/", certificates.certificate, name="certificate"),
    path("my/certificate/<str:language>.pdf", certificates.pdf, name="certificate_pdf"),
    path("my/certificate/<str:language>.jwt", certificates.badge, name="badge"),
    path("verify/", verifying.look_up, name="look_up"),
    path("verify/<str:serial>/", verifying.verify, name="verify"),
    path("verify/<str:serial>/status/", verifying.status, name="badge_status"),
    path(".well-known/jwks.json", verifying.keys, name="badge_keys"),
    path(".well-known/jwks/<str:name>.json", verifying.key, name="badge_key"),
    path("my/equivalents/", equivalents.equivalents, name="equivalents"),
    path("my/equivalents/apply/<str:kind>/", equivalents.apply, name="apply"),
    path("my/equivalents/<int:pk>/withdraw/", equivalents.withdraw, name="withdraw_application"),
    path("my/equivalents/documents/<int:pk>/", equivalents.document, name="document"),
]
