"""Strings from Django's admin whose bokmål translation is missing or assumes one grammatical gender.

Listing them here adds them to our catalogue in ``locale/``.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

WORDS = [
    _("Add link"),
    _("Added:"),
    _("After you’ve created a user, you’ll be able to edit more user options."),
    _("Breadcrumbs"),
    _("Change or view list link"),
    _("Changed:"),
    _("Conflicting form data submitted. Please try again."),
    _("Deleted:"),
    _("Disable password-based authentication"),
    _("Disabled"),
    _("Enable password-based authentication for this user by setting a password."),
    _("Enable password-based authentication"),
    _("Enabled"),
    _(
        "Enter a valid username. This value may contain only unaccented lowercase a-z and uppercase A-Z letters, "
        "numbers, and @/./+/-/_ characters."
    ),
    _("Error:"),
    _("Filter navigation items"),
    _("Forgotten your login credentials?"),
    _("Hide counts"),
    _("In case you’ve forgotten, you are:"),
    _("MFA"),
    _("Model name"),
    _("Password-based authentication was disabled."),
    _("Password-based authentication"),
    _("Raw passwords are not stored, so there is no way to see the user’s password."),
    _("Reset password"),
    _("Select all objects on this page for an action"),
    _("Select this object for an action - {}"),
    _("Set password"),
    _("Set password: %s"),
    _("Show counts"),
    _("Sidebar"),
    _("Skip to main content"),
    _("Start typing to filter…"),
    _("Thanks for spending some quality time with the web site today."),
    _("This action will <strong>enable</strong> password-based authentication for this user."),
    _("Toggle theme (current theme: auto)"),
    _("Toggle theme (current theme: dark)"),
    _("Toggle theme (current theme: light)"),
    _("View selected %(model)s"),
    _(
        "Whether the user will be able to authenticate using a password or not. If disabled, they may still be able "
        "to authenticate using other backends, such as Single Sign-On or LDAP."
    ),
    _("%(name)s with ID “%(key)s” doesn’t exist. Perhaps it was deleted?"),
    _("A user with that username already exists."),
    _("Change my password"),
    _("Change password"),
    _("Change password: %s"),
    _("Clear selection"),
    _("Click here to select the objects across all pages"),
    _("Designates that this user has all permissions without explicitly assigning them."),
    _("Designates whether the user can log into this admin site."),
    _(
        "Designates whether this user should be treated as active. Unselect this instead of deleting accounts."
    ),
    _("Enter a valid date."),
    _("Enter a valid date/time."),
    _("Enter a valid email address."),
    _("Enter a valid time."),
    _("Enter a valid value."),
    _("Enter the same password as before, for verification."),
    _("First, enter a username and password. Then, you’ll be able to edit more user options."),
    _("Items must be selected in order to perform actions on them. No items have been changed."),
    _("My actions"),
    _("No action selected."),
    _("No, take me back"),
    _("Password change"),
    _("Please correct the errors below."),
    _(
        "Please enter a correct %(username)s and password. Note that both fields may be case-sensitive."
    ),
    _(
        "Please enter your old password, for security’s sake, and then enter your new password twice so we can verify"
        " you typed it in correctly."
    ),
    _("Recent actions"),
    _("Run the selected action"),
    _("Save and continue editing"),
    _("Select a valid choice. %(value)s is not one of the available choices."),
    _("Select a valid choice. That choice is not one of the available choices."),
    _(
        "Something’s wrong with your database installation. Make sure the appropriate database tables have been "
        "created, and make sure the database is readable by the appropriate user."
    ),
    _("The %(name)s “%(obj)s” was deleted successfully."),
    _(
        "The groups this user belongs to. A user will get all permissions granted to each of their groups."
    ),
    _("The two password fields didn’t match."),
    _("The {name} “{obj}” was added successfully."),
    _("The {name} “{obj}” was added successfully. You may edit it again below."),
    _("The {name} “{obj}” was changed successfully."),
    _("The {name} “{obj}” was changed successfully. You may edit it again below."),
    _("This field is required."),
    _("View on site"),
    _("View site"),
    _("Welcome,"),
    _("Yes, I’m sure"),
    _(
        "You are authenticated as %(username)s, but are not authorized to access this page. Would you like to login "
        "to a different account?"
    ),
    _("You don’t have permission to view or edit anything."),
    _("Your password was changed."),
    _("staff status"),
    _("superuser status"),
    ngettext_lazy("Please correct the error below.", "Please correct the errors below."),
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
    ngettext_lazy("entry", "entries"),
]

# Django's translations assume the common gender: “Legg til ny institutt” is wrong.
WITHOUT_GENDER = [
    _("Add %(name)s"),
    _("Add %s"),
    _("Add another %(model)s"),
    _("Add another %(verbose_name)s"),
    _("Save and add another"),
    _("The {name} “{obj}” was added successfully. You may add another {name} below."),
    _("The {name} “{obj}” was changed successfully. You may add another {name} below."),
]
