from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig as DjangosAdminConfig


class LaosConfig(AppConfig):
    name = "laos"


class AdminConfig(DjangosAdminConfig):
    default_site = "laos.site.Site"
