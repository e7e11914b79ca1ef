"""The register pages, for the table of gates in tests/enrollment/test_gates.py.

{dept} is the coordinator's department; {begun} is a meeting there that has begun, {ahead} an upcoming one. {foreign} is
a meeting that has begun in the department {elsewhere}.
"""

from __future__ import annotations

from enrollment.models import Appointment, Coordinator
from tests.modules.meeting_factories import FollowUpAttendanceFactory, FollowUpMeetingFactory

PAGES = """
                                                      anonymous newcomer assistant leader  coord.  uniped  superuser
/department/{dept}/{code}/register/                   login     404      404       404     200/302 200/302 200/302
/department/{dept}/1999H/register/                    login     404      404       404     404     404     404
/department/{elsewhere}/{code}/register/              login     404      404       404     404     200/302 200/302
/department/{dept}/{code}/register/{begun}/paste/     login     404      404       404     200     200     200
/department/{dept}/{code}/register/{ahead}/paste/     login     404      404       404     404     404     404
/department/{dept}/{code}/register/{foreign}/paste/   login     404      404       404     404     404     404
/department/{elsewhere}/{code}/register/{foreign}/paste/ login  404      404       404     404     200     200
/department/{dept}/{code}/register/{begun}/present/   login     404      404       404     302/200 302/200 302/200
/department/{dept}/{code}/register/{foreign}/present/ login     404      404       404     302/404 302/404 302/404
/department/{elsewhere}/{code}/register/{foreign}/present/ login 404     404       404     404     302/200 302/200
/department/{dept}/{code}/register/{begun}/report/    login     404      404       404     200     200     200
/department/{dept}/{code}/register/{ahead}/report/    login     404      404       404     404     404     404
/department/{dept}/{code}/register/{foreign}/report/  login     404      404       404     404     404     404
/department/{elsewhere}/{code}/register/{foreign}/report/ login 404      404       404     404     200     200
/department/{dept}/{code}/register/export/            login     404      404       404     200/405 200/405 200/405
/department/{elsewhere}/{code}/register/export/       login     404      404       404     404     200/405 200/405
/department/{dept}/{code}/register/import/            login     404      404       404     200     200     200
/department/{elsewhere}/{code}/register/import/       login     404      404       404     404     200     200
/department/{dept}/{code}/meetings/import/            login     404      404       404     200     200     200
/department/{elsewhere}/{code}/meetings/import/       login     404      404       404     404     200     200
"""
ADMIN = """
                                                uniped   superuser
/admin/modules/followupmeeting/import/          200      200
/admin/modules/followupmeeting/process_import/  302/302  302/302
/admin/modules/followupmeeting/export/          200      200
/admin/modules/followupattendance/import/       200      200
/admin/modules/followupattendance/process_import/ 302/302 302/302
/admin/modules/followupattendance/export/       200      200
"""
TABLES = """
                            uniped                           superuser
                            list add change  delete history  list add change  delete history
modules/followupmeeting     200  403 200/403 403    200      200  403 200/403 403    200
modules/followupattendance  200  403 200/403 403    200      200  403 200/403 403    200
"""


def world(coordinator: Coordinator, foreign: Appointment) -> dict[str, object]:
    """Create the objects named in the paths: a department with a coordinator, and an assistant of another one."""
    department, term = coordinator.department, foreign.term
    begun = FollowUpMeetingFactory(department=department, term=term)
    ahead = FollowUpMeetingFactory(department=department, term=term, upcoming=True)
    other = FollowUpMeetingFactory(department=foreign.department, term=term)
    FollowUpAttendanceFactory(meeting=other, appointment=foreign)
    return {
        "dept": department.code,
        "code": term.code,
        "elsewhere": foreign.department.code,
        "begun": begun.pk,
        "ahead": ahead.pk,
        "foreign": other.pk,
        "followupmeeting": begun.pk,
        "followupattendance": other.attendance.get().pk,
    }
