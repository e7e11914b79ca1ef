"""Figures pages, for the table of gates in tests/enrollment/test_gates.py.

department_gates_register.py creates the objects named in the paths.
"""

from __future__ import annotations

PAGES = """
                                             anonymous newcomer assistant leader  coord.  uniped  superuser
/figures/                                    login     404      404       404     404     302/405 302/405
/figures/{code}/                             login     404      404       404     404     200/405 200/405
/figures/1999H/                              login     404      404       404     404     404/405 404/405
/figures/{code}/count/                       login     404      404       404     404     302/302 302/302
/figures/1999H/count/                        login     404      404       404     404     302/404 302/404
/figures/{code}/export/                      login     404      404       404     404     200/405 200/405
/figures/{code}/people/                      login     404      404       404     404     200/405 200/405
/figures/1999H/people/                       login     404      404       404     404     404/405 404/405
/department/{dept}/{code}/figures/people/    login     404      404       404     200/405 200/405 200/405
/department/{elsewhere}/{code}/figures/people/ login   404      404       404     404     200/405 200/405
/department/{dept}/{code}/figures/           login     404      404       404     200/405 200/405 200/405
/department/{dept}/1999H/figures/            login     404      404       404     404     404     404
/department/{elsewhere}/{code}/figures/      login     404      404       404     404     200/405 200/405
/department/{dept}/{code}/figures/export/    login     404      404       404     200/405 200/405 200/405
/department/{elsewhere}/{code}/figures/export/ login   404      404       404     404     200/405 200/405
"""
