from django.apps import AppConfig


class LaosConfig(AppConfig):
    name = "laos"
