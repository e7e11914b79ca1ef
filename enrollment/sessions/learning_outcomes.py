"""The learning outcomes, shown on the public page and on the certificate: each ends the sentence that ``LEAD_IN`` begins."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

LEAD_IN = _("A learning assistant who has completed LAOS")
LEARNING_OUTCOMES = [
    (
        _("Knowledge"),
        [
            _("knows basic pedagogical principles that hold across courses"),
            _("has insight into course-specific learning activities"),
            _("knows what formative and summative, criteria-based and norm-based assessment are"),
            _("understands why a safe learning environment matters"),
        ],
    ),
    (
        _("Skills"),
        [
            _("can contribute to a positive and safe learning environment"),
            _("can give constructive feedback"),
            _("can use questions to map what students have understood"),
            _("can facilitate reasoning and critical thinking"),
            _("can guide at a basic level"),
        ],
    ),
    (
        _("General competence"),
        [
            _("has an identity as learning assistant"),
            _("can discuss one's own role in students' learning"),
            _("knows about ethical challenges and setting limits"),
            _("knows about challenges and opportunities of diverse student groups"),
            _("can reflect on one's own practice"),
        ],
    ),
]
