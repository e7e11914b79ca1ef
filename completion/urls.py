from django.urls import path

from .views import equivalents

app_name = "completion"
urlpatterns = [
    path("my/equivalents/", equivalents.equivalents, name="equivalents"),
    path("my/equivalents/apply/<str:kind>/", equivalents.apply, name="apply"),
    path("my/equivalents/<int:pk>/withdraw/", equivalents.withdraw, name="withdraw_application"),
    path("my/equivalents/documents/<int:pk>/", equivalents.document, name="document"),
]
