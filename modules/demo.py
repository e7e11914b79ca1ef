"""Demo data: the online modules, with essays by invented people, and the follow-up of one department."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from django.utils.timezone import localdate

from enrollment.models import (
    LearningAssistant,
    Term,
)

from .demo_meetings import load_meetings
from .models import (
    Choice,
    Essay,
    ModuleDates,
    OnlineModule,
    PeerEvaluation,
    Rating,
    TestAttempt,
)
from .online.essays.similarity import compare_new
from .online.samples import add_samples
from .online.taking_test import begin, questions_of

POPULAR = ["OM1", "OM2"]
AUTHORS = 12
COMMENT = (
    "Du beskriver situasjonen konkret og ærlig, og det er lett å se for seg hva som skjedde. Essayet ville blitt enda "
    "bedre om du sa mer om hva du vil prøve neste gang, og hvorfor du tror det hjelper studentene videre."
)

# An essay takes one paragraph from each list.
PARAGRAPHS = [
    [
        "Det var andre uke i semesteret, og jeg hadde rettet tjue innleveringer på rad. På den neste skrev jeg bare «feil "
        "fortegn» og gikk videre. Da studenten kom på øvingen, hadde hun gjort hele oppgaven på nytt uten å finne feilen.",
        "En student viste meg programmet sitt med et stolt smil. Det virket, men jeg så straks tre ting jeg selv ville ha "
        "gjort annerledes. Jeg ramset dem opp i rekkefølge, og smilet forsvant før jeg var kommet til nummer to.",
        "I en gruppe på fem var det alltid den samme som svarte. Jeg var glad for at noen sa noe, og brukte svarene hans som "
        "tegn på at alle var med. Først på prøveeksamen forsto jeg at de andre hadde sittet og ventet på at timen skulle ta slutt.",
        "På laben spurte en student om målingen hennes var riktig. Jeg så på tallet og sa ja. Etterpå slo det meg at hun ikke "
        "hadde spurt om tallet, men om hun kunne stole på framgangsmåten sin.",
    ],
    [
        "Jeg tenkte at det viktigste var å bli ferdig i tide, slik at alle fikk svar samme dag. Det jeg ga, var et resultat, "
        "ikke noe å arbeide videre med. Hun kunne like gjerne ha fått et rødt strek.",
        "Da jeg spurte hva han selv ville ha endret, nevnte han det ene punktet som virkelig betydde noe. De to andre hadde "
        "han hatt gode grunner for, som jeg aldri hadde spurt etter.",
        "Jeg prøvde å telle til ti etter hvert spørsmål. Det kjentes som en evighet, men ved sju begynte noen som aldri hadde "
        "sagt noe, å snakke. Svaret var ikke riktig, og nettopp derfor hadde vi noe å snakke om.",
        "Vi gikk tilbake til skissen av oppsettet og lot henne forklare hvert steg høyt. Feilen fant hun selv, og den var en "
        "annen enn den jeg hadde trodd.",
    ],
    [
        "I læringsmateriellet står det at en tilbakemelding skal si hva som er målet, hvor en står, og hva som er neste steg. "
        "Min sa bare hvor hun sto. Neste steg måtte hun gjette seg til.",
        "Det hjalp meg å skille mellom å vurdere og å veilede. Når jeg vurderer, er det jeg som vet. Når jeg veileder, må jeg "
        "først finne ut hva den andre tenker, og det krever at jeg tåler stillheten.",
        "Jeg kjenner igjen det som står om trygge rom. Ingen viser fram det de ikke får til, hvis det bare er det ferdige som "
        "får ros. Derfor spør jeg nå etter det første forsøket, ikke etter svaret.",
        "Kriteriene var klare for meg, men jeg hadde aldri vist dem til gruppa. Da vi leste dem sammen, oppdaget vi at to av "
        "dem kunne forstås på helt ulike måter.",
    ],
    [
        "Neste gang vil jeg skrive én ting som er bra, og ett spørsmål. Det tar ikke lengre tid enn å skrive «feil», og jeg "
        "håper studenten får lyst til å lese det.",
        "Til neste uke har jeg bestemt meg for å la en annen enn den raskeste begynne. Jeg har sagt det til gruppa på forhånd, "
        "slik at ingen blir tatt på senga.",
        "Jeg vet ikke om det virker ennå. Men jeg har skrevet opp hvem som snakket i dag, og skal gjøre det samme om en måned.",
        "Jeg kommer til å be om hjelp tidligere. Emneansvarlig hadde en god idé som jeg kunne ha brukt fra første dag, hvis jeg "
        "hadde spurt.",
    ],
]


def load(at: datetime) -> None:
    """Add the eight modules, due dates in the current term, and a dozen people who have done some of two modules."""
    dice = random.Random(2024)  # noqa: S311  # invents the same people each time
    add_samples(at)
    term = Term.objects.current(at)
    assert term is not None
    ModuleDates.objects.create(
        term=term,
        hand_in_by=localdate(at + timedelta(weeks=6)),
        complete_by=localdate(at + timedelta(weeks=8)),
    )
    people = list(
        LearningAssistant.objects.filter(user=None, appointments__term=term)
        .distinct()
        .order_by("username")[:AUTHORS]
    )
    for slot, module in enumerate(OnlineModule.objects.filter(code__in=POPULAR), start=1):
        essays = [_hand_in(person, module, slot, at, dice) for person in people]
        for essay, other in zip(essays[: AUTHORS // 2], essays[1:], strict=False):
            _evaluate(other, essay.author, at)
    compare_new()
    load_meetings(term, at)


def _hand_in(
    person: LearningAssistant, module: OnlineModule, slot: int, at: datetime, dice: random.Random
) -> Essay:
    handed_in = at - timedelta(days=dice.randint(1, 3), hours=dice.randint(0, 12))
    Choice.objects.create(
        assistant=person, module=module, slot=slot, chosen_at=handed_in - timedelta(days=3)
    )
    attempt = begin(assistant=person, module=module, at=handed_in, shuffler=dice)
    asked = questions_of(attempt)
    TestAttempt.objects.filter(pk=attempt.pk).update(
        answers={
            str(item.question.pk): [option.pk for option in item.options if option.is_right]
            for item in asked
        },
        handed_in_at=handed_in,
        asked=len(asked),
        right=len(asked),
        passed=True,
    )
    text = "\n\n".join(dice.choice(paragraphs) for paragraphs in PARAGRAPHS)
    return Essay.objects.create(
        author=person,
        module=module,
        language="nb",
        text=text,
        version=1,
        saved_at=handed_in,
        handed_in_at=handed_in,
    )


def _evaluate(essay: Essay, evaluator: LearningAssistant | None, at: datetime) -> None:
    assert evaluator is not None
    evaluation = PeerEvaluation.objects.create(
        evaluator=evaluator,
        essay=essay,
        module=essay.module,
        leased_at=at - timedelta(days=1),
        lease_ends_at=at + timedelta(days=3),
        comment=COMMENT,
        given_at=at - timedelta(hours=2),
    )
    Rating.objects.bulk_create(
        Rating(evaluation=evaluation, criterion=criterion, level=criterion.levels.all()[1])
        for criterion in essay.module.criteria.all()
    )
