"""Bokmål date and time formats (Språkrådet: “kl. 09.00”)."""

DATE_FORMAT = "l j. F Y"
TIME_FORMAT = "H.i"
DATETIME_FORMAT = r"l j. F Y \k\l. H.i"
MONTH_DAY_FORMAT = "j. F"
SHORT_DATE_FORMAT = "d.m.Y"
SHORT_DATETIME_FORMAT = "D d.m.Y H.i"
FIRST_DAY_OF_WEEK = 1
# Form fields display values in the first format.
DATE_INPUT_FORMATS = ["%d.%m.%Y", "%Y-%m-%d"]
TIME_INPUT_FORMATS = ["%H.%M", "%H:%M", "%H:%M:%S"]
