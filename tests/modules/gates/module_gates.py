"""Online module pages, for the table of gates in tests/enrollment/test_gates.py."""

from __future__ import annotations

from modules.online import taking_test
from tests.factories import NOW
from tests.modules.factories import HandedInFactory, OnlineModuleFactory, PeerEvaluationFactory

# The assistant has chosen {om}, writes {evaluation}, has {received} for their essay, and retakes the test in {attempt};
# {free} is a module they have not chosen.
PAGES = """
                                               anonymous newcomer assistant leader coord. uniped superuser
/my/modules/                                   login 200/405 200/405 200/405 200/405 200/405 200/405
/my/modules/{om}/                              login 200/405 200/405 200/405 200/405 200/405 200/405
/my/modules/OM99/                              login 404/405 404/405 404/405 404/405 404/405 404/405
/my/modules/{om}/choose/                       login 302/404 302/302 302/404 302/404 302/404 302/404
/my/modules/{om}/take-back/                    login 302/404 302/302 302/404 302/404 302/404 302/404
/my/modules/{free}/take-back/                  login 302/404 302/404 302/404 302/404 302/404 302/404
/my/modules/{om}/test/                         login 302/404 302/302 302/404 302/404 302/404 302/404
/my/modules/tests/{attempt}/                   login 404 200 404 404 404 404
/my/modules/tests/{their_attempt}/             login 404 404 404 404 404 404
/my/modules/{om}/essay/                        login 404 200 404 404 404 404
/my/modules/{free}/essay/                      login 404 404 404 404 404 404
/my/modules/{om}/essay/withdraw/               login 302/404 302/302 302/404 302/404 302/404 302/404
/my/modules/{free}/essay/withdraw/             login 302/404 302/404 302/404 302/404 302/404 302/404
/my/modules/{om}/evaluate/                     login 302/404 302/302 302/404 302/404 302/404 302/404
/my/modules/evaluations/{evaluation}/          login 404 200 404 404 404 404
/my/modules/evaluations/{received}/            login 404 404 404 404 404 404
/my/modules/evaluations/{evaluation}/give-back/ login 302/404 302/302 302/404 302/404 302/404 302/404
/my/modules/evaluations/{received}/give-back/  login 302/404 302/404 302/404 302/404 302/404 302/404
/my/modules/received/{received}/flag/          login 404 200 404 404 404 404
/my/modules/received/{their_received}/flag/    login 404 404 404 404 404 404
/my/modules/received/{evaluation}/flag/        login 404 404 404 404 404 404
"""


def world(ada) -> dict[str, object]:
    """Create the objects named in the paths."""
    module = OnlineModuleFactory(code="OM1", tested=True, criterial=True)
    essay = HandedInFactory(author=ada, module=module)
    received, _other = PeerEvaluationFactory.create_batch(2, essay=essay)
    theirs = HandedInFactory(module=module)
    their_received, _other = PeerEvaluationFactory.create_batch(2, essay=theirs)
    leased = PeerEvaluationFactory(evaluator=ada, essay=HandedInFactory(module=module), leased=True)
    attempt = taking_test.begin(assistant=ada, module=module, at=NOW)
    return {
        "om": module.code,
        "free": OnlineModuleFactory(code="OM2").code,
        "attempt": attempt.pk,
        "their_attempt": theirs.author.test_attempts.get().pk,
        "evaluation": leased.pk,
        "received": received.pk,
        "their_received": their_received.pk,
    }
