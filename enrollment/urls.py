from django.urls import path

from .views import assistant, public, roll_call

app_name = "enrollment"
urlpatterns = [
    path("", public.front_page, name="public"),
    path("register/", assistant.register, name="register"),
    path("my/", assistant.my, name="my"),
    path("my/places/<int:pk>/give-up/", assistant.give_up, name="give_up"),
    path("my/exchanges/<int:pk>/", assistant.my, name="exchange"),
    path("roll-call/<int:pk>/", roll_call.roll_call, name="roll_call"),
    path("roll-call/<int:pk>/export/", roll_call.export, name="roster_export"),
    path("registrations/<int:pk>/move/", roll_call.move, name="move"),
    path("registrations/<int:pk>/remove/", roll_call.remove, name="remove"),
]
