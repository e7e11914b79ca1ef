from django.urls import path

from .views import (
    coordinators,
    department,
    essay,
    evaluations,
    overview,
    people,
    register,
    tables,
    test,
)

app_name = "modules"
DESK = "department/<str:department>/<str:term>/"
urlpatterns = [
    path("department/", department.departments, name="departments"),
    path(DESK, department.department, name="department"),
    path(f"{DESK}register/", register.register, name="register"),
    path(f"{DESK}register/<int:pk>/paste/", register.paste, name="paste_present"),
    path(f"{DESK}register/<int:pk>/present/", register.confirm, name="confirm_present"),
    path(f"{DESK}register/export/", register.export, name="export_register"),
    path(f"{DESK}register/import/", tables.import_attendance, name="import_attendance"),
    path(f"{DESK}meetings/import/", tables.import_meetings, name="import_meetings"),
    path(f"{DESK}write/", department.write, name="write"),
    path(f"{DESK}people/", people.people, name="people"),
    path(f"{DESK}people/add/", people.add, name="add_person"),
    path(f"{DESK}people/paste/", people.paste, name="paste_people"),
    path(f"{DESK}people/import/", people.import_people, name="import_people"),
    path(f"{DESK}people/<int:pk>/end/", people.end, name="end_appointment"),
    path(f"{DESK}coordinators/", coordinators.coordinators, name="coordinators"),
    path(
        f"{DESK}coordinators/<int:pk>/remove/",
        coordinators.remove_coordinator,
        name="remove_coordinator",
    ),
    path("my/modules/", overview.overview, name="overview"),
    path("my/modules/tests/<int:pk>/", test.test, name="test"),
    path("my/modules/evaluations/<int:pk>/", evaluations.evaluation, name="evaluation"),
    path("my/modules/evaluations/<int:pk>/give-back/", evaluations.give_back, name="give_back"),
    path("my/modules/received/<int:pk>/flag/", evaluations.flag, name="flag"),
    path("my/modules/<str:code>/", overview.module, name="module"),
    path("my/modules/<str:code>/choose/", overview.choose, name="choose"),
    path("my/modules/<str:code>/take-back/", overview.take_back, name="take_back"),
    path("my/modules/<str:code>/test/", test.begin, name="begin_test"),
    path("my/modules/<str:code>/essay/", essay.essay, name="essay"),
    path("my/modules/<str:code>/essay/withdraw/", essay.withdraw, name="withdraw"),
    path("my/modules/<str:code>/evaluate/", evaluations.evaluate, name="evaluate"),
]
