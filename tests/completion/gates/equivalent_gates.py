"""The pages about exemption, for the table of gates in tests/enrollment/test_gates.py."""

from __future__ import annotations

from tests.completion.factories import ApplicationFactory, DocumentFactory

# {document} belongs to the assistant's application {applied}, {their_document} to another's {their_application}.
PAGES = """
                                               anonymous newcomer assistant leader coord. uniped superuser
/my/equivalents/                               login 200/405 200/405 200/405 200/405 200/405 200/405
/my/equivalents/apply/eit/                     login 404 200 404 404 404 404
/my/equivalents/apply/teacher_education_year_2/ login 404 200 404 404 404 404
/my/equivalents/apply/law/                     login 404 404 404 404 404 404
/my/equivalents/{applied}/withdraw/            login 404 200/302 404 404 404 404
/my/equivalents/{their_application}/withdraw/  login 404 404 404 404 404 404
/my/equivalents/documents/{document}/          login 404/405 200/405 404/405 404/405 200/405 200/405
/my/equivalents/documents/{their_document}/    login 404/405 404/405 404/405 404/405 200/405 200/405
/my/equivalents/documents/99999/               login 404/405 404/405 404/405 404/405 404/405 404/405
"""
ADMIN = """
                                                                   uniped   superuser
/admin/completion/                                                 302      302
/admin/completion/equivalentqualification/import/                  200      200
/admin/completion/equivalentqualification/process_import/          302/302  302/302
/admin/completion/equivalentqualification/export/                  200      200
/admin/completion/equivalentqualification/{their_application}/decide/ 200   200
/admin/completion/equivalentqualification/{in_force}/withdraw/     200      200
"""
TABLES = """
                                    uniped                           superuser
                                    list add change  delete history  list add change  delete history
completion/equivalentqualification  200  403 200/403 403    200      200  403 200/403 403    200
"""


def world(ada) -> dict[str, int]:
    """Create the objects named in the paths and return their keys."""
    mine = DocumentFactory(application__assistant=ada)
    theirs = DocumentFactory()
    return {
        "document": mine.pk,
        "applied": mine.application_id,
        "their_document": theirs.pk,
        "their_application": theirs.application_id,
        "equivalentqualification": theirs.application_id,
        "in_force": ApplicationFactory(approved=True).pk,
    }
