from django.urls import path

from modules.views.department_pages import ADDRESS as DEPARTMENT

from .views import (
    calendar,
    certificates,
    department,
    equivalents,
    figure_people,
    figures,
    verifying,
)

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
    path("figures/", figures.current, name="current_figures"),
    path("figures/<str:term>/", figures.figures, name="figures"),
    path("figures/<str:term>/count/", figures.count, name="count_figures"),
    path("figures/<str:term>/export/", figures.export, name="export_figures"),
    path("figures/<str:term>/people/", figure_people.people, name="people_of_figures"),
    path(DEPARTMENT, department.department, name="department"),
    path(f"{DEPARTMENT}people/", department.people, name="people"),
    path(f"{DEPARTMENT}people/<int:pk>/", department.person, name="person"),
    path(f"{DEPARTMENT}write/", department.write, name="write"),
    path(f"{DEPARTMENT}sent/", department.sent, name="sent"),
    path(f"{DEPARTMENT}figures/", figures.of_department, name="figures_of_department"),
    path(
        f"{DEPARTMENT}figures/people/",
        figure_people.people_of_department,
        name="people_of_figures_of_department",
    ),
    path(
        f"{DEPARTMENT}figures/export/",
        figures.export_of_department,
        name="export_figures_of_department",
    ),
    path("my/calendar/", calendar.calendar_address, name="calendar_address"),
    path("my/calendar/new/", calendar.new_calendar_address, name="new_calendar_address"),
    path("my/calendar/<str:token>.ics", calendar.calendar_feed, name="calendar"),
    path("my/equivalents/", equivalents.equivalents, name="equivalents"),
    path("my/equivalents/apply/<str:kind>/", equivalents.apply, name="apply"),
    path("my/equivalents/<int:pk>/withdraw/", equivalents.withdraw, name="withdraw_application"),
    path("my/equivalents/documents/<int:pk>/", equivalents.document, name="document"),
]
