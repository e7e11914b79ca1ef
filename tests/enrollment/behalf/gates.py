"""The pages on behalf of others, for the table of gates in tests/enrollment/test_gates.py."""

PAGES = """
                               anonymous newcomer assistant leader  coord.  uniped  superuser
/roll-call/{led}/add/          login     404/405  404/405   404/405 404/405 200/405 200/405
/roll-call/{led}/move/         login     404      404       404     404     200     200
/people/{learningassistant}/register/ login 404   404       404     404     200     200
/people/{learningassistant}/wait/{full}/ login 404 404      404     404     200     200
/people/{learningassistant}/leave/{other}/ login 404 404    404     404     200/302 200/302
/people/99999/register/        login     404      404       404     404     404     404
/registrations/{theirs}/move/  login     404      404       404     404     200     200
/registrations/{gone}/move/    login     404      404       404     404     302/200 302/200
/registrations/{mine}/move/    login     404      404       404     404     200     200
/registrations/{mine}/remove/  login     404      404       404     404     200     200
/registrations/{gone}/remove/  login     404      404       404     404     302/200 302/200
/registrations/99999/remove/   login     404      404       404     404     404     404
"""
