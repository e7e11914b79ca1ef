from django.urls import path

from .views import department, essay, evaluations, meetings, objections, overview, test

app_name = "modules"
DESK = "department/<str:department>/<str:term>/"
urlpatterns = [
    path("department/", department.departments, name="departments"),
    path(DESK, department.department, name="department"),
    path(f"{DESK}meetings/", meetings.meetings, name="meetings"),
    path(f"{DESK}meetings/plan/", meetings.plan, name="plan_meetings"),
    path(f"{DESK}meetings/new/", meetings.new, name="new_meeting"),
    path(f"{DESK}meetings/<int:pk>/", meetings.meeting, name="meeting"),
    path(f"{DESK}meetings/<int:pk>/cancel/", meetings.cancel, name="cancel_meeting"),
    path(f"{DESK}objections/", objections.objections, name="objections"),
    path(f"{DESK}objections/<int:pk>/", objections.answer, name="answer_objection"),
    path("my/meetings/<int:pk>/object/", objections.object_to, name="object"),
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
