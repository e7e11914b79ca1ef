from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class LaosConfig(AppConfig):
    name = "laos"


class LaosAdminConfig(AdminConfig):
    default_site = "laos.desk.Desk"
