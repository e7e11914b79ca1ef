"""The learning outcomes, shown on the public page and on the certificate."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

LEARNING_OUTCOMES = [
    (
        _("Knowledge"),
        [
            _("basic pedagogical principles that hold across courses"),
            _("insight into course-specific learning activities"),
            _("what formative and summative, criteria-based and norm-based assessment are"),
            _("why a safe learning environment matters"),
        ],
    ),
    (
        _("Skills"),
        [
            _("contribute to a positive and safe learning environment"),
            _("give constructive feedback"),
            _("use questions to map what students have understood"),
            _("facilitate reasoning and critical thinking"),
            _("guide at a basic level"),
        ],
    ),
    (
        _("General competence"),
        [
            _("an identity as learning assistant"),
            _("discuss one's own role in students' learning"),
            _("ethical challenges and setting limits"),
            _("challenges and opportunities of diverse student groups"),
            _("reflect on one's own practice"),
        ],
    ),
]
