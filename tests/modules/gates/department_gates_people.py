"""A department's pages about people, for the table of gates in tests/enrollment/test_gates.py.

The coordinator's department is IE-IMF; history is another department.
"""

from __future__ import annotations

PAGES = """
                                                     anonymous newcomer assistant leader coord. uniped superuser
/department/                                         login 200/405 200/405 200/405 302/405 200/405 200/405
/department/IE-IMF/2031H/                            login 404 404 404 200/405 200/405 200/405
/department/HF-IHK/2031H/                            login 404 404 404 404 200/405 200/405
/department/IE-IMF/1999V/                            login 404 404 404 404 404 404
/department/IE-IMF/2031H/write/                      login 404 404 404 200 200 200
/department/IE-IMF/2031H/sent/                       login 404 404 404 200/405 200/405 200/405
/department/HF-IHK/2031H/sent/                       login 404 404 404 404 200/405 200/405
/department/IE-IMF/2031H/people/                     login 404 404 404 302/405 302/405 302/405
/department/IE-IMF/2031H/people/{learningassistant}/         login 404 404 404 200/405 200/405 200/405
/department/IE-IMF/2031H/people/add/                 login 404 404 404 200 200 200
/department/IE-IMF/2031H/people/paste/               login 404 404 404 200 200 200
/department/IE-IMF/2031H/people/import/              login 404 404 404 200 200 200
/department/IE-IMF/2031H/people/{learningassistant}/correct/ login 404 404 404 200 200 200
/department/IE-IMF/2031H/people/{appointment}/end/   login 404 404 404 200 200 200
/department/IE-IMF/2031H/people/{appointment}/course/ login 404 404 404 200 200 200
/department/IE-IMF/2031H/people/{appointment}/undo/  login 404 404 404 200 200 200
/department/IE-IMF/2031H/coordinators/               login 404 404 404 200 200 200
/department/IE-IMF/2031H/coordinators/{coordinator}/remove/ login 404 404 404 302/404 302/302 302/302
"""
