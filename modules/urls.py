from django.urls import path

from .views import department, essay, evaluations, overview, register, tables, test

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
