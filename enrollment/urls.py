from django.urls import path

from .views import assistant, plans, public
from .views.behalf import person, roster
from .views.roll_calls import lists, roll_call, walk_in

app_name = "enrollment"
urlpatterns = [
    path("", public.front_page, name="public"),
    path("register/", assistant.register, name="register"),
    path("register/places/", public.places_left, name="places_left"),
    path("my/places/<int:pk>/give-up/", assistant.give_up, name="give_up"),
    path("my/places/<int:pk>/change/", plans.change, name="change"),
    path("my/places/<int:pk>/prepared/", plans.prepared, name="prepared"),
    path("sessions/<int:pk>/wait/", plans.wait, name="wait"),
    path("my/waits/<int:pk>/leave/", plans.leave, name="leave"),
    path("my/exchanges/<int:pk>/", plans.exchange, name="exchange"),
    path("roll-call/<int:pk>/", roll_call.roll_call, name="roll_call"),
    path("roll-call/<int:pk>/paste/", lists.paste, name="paste_roll_call"),
    path("roll-call/<int:pk>/report/", lists.report, name="report_roll_call"),
    path("roll-call/<int:pk>/walk-in/", walk_in.walk_in, name="walk_in"),
    path("roll-call/<int:pk>/export/", roll_call.export, name="roster_export"),
    path("roll-call/<int:pk>/add/", roster.add, name="add_to_roster"),
    path("roll-call/<int:pk>/move/", roster.move_many, name="move_many"),
    path("people/<int:pk>/register/", person.register, name="register_for"),
    path("people/<int:pk>/wait/<int:session>/", person.wait, name="wait_for"),
    path("people/<int:pk>/leave/<int:session>/", person.leave, name="leave_for"),
    path("registrations/<int:pk>/move/", person.move, name="move"),
    path("registrations/<int:pk>/remove/", person.remove, name="remove"),
]
