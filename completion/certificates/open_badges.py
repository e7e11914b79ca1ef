"""The certificate as an Open Badges 3.0 credential: a signed token (VC-JWT) for wallets and verifiers."""

from __future__ import annotations

import json
from datetime import UTC
from functools import cache
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, override
from joserfc import jwt
from joserfc.jwk import RSAKey

from completion.models import CompletionReport
from enrollment import languages

from .letters import address_of
from .snapshot import lead_in_of

# The only algorithm that every Open Badges verifier supports.
ALGORITHM = "RS256"
CONTEXTS = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]
SCHEMA = (
    "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
)


def can_sign() -> bool:
    return bool(settings.BADGE_KEY)


def signed(report: CompletionReport, language: str) -> str:
    """Return the signed token. The same report and language always give the same token."""
    content = credential(report, language)
    header = {"alg": ALGORITHM, "typ": "JWT", "kid": key_id(_key(settings.BADGE_KEY).thumbprint())}
    claims = {
        **content,
        "iss": content["issuer"]["id"],
        "jti": content["id"],
        "nbf": int(report.issued_at.timestamp()),
        "sub": content["credentialSubject"]["id"],
    }
    return jwt.encode(header, claims, _key(settings.BADGE_KEY), algorithms=[ALGORITHM])


def credential(report: CompletionReport, language: str) -> dict[str, Any]:
    """Return the credential to be signed. It contains no more than the printed certificate."""
    address = address_of(report)
    with override(language):
        return {
            "@context": CONTEXTS,
            "id": address,
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "name": gettext("Certificate: learning assistant training"),
            "issuer": _issuer(),
            "validFrom": f"{report.issued_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
            "credentialSubject": {
                "id": f"{address}#holder",
                "type": ["AchievementSubject"],
                "identifier": [
                    {
                        "type": "IdentityObject",
                        "hashed": False,
                        "identityHash": report.name,
                        "identityType": "name",
                    }
                ],
                "achievement": _achievement(report, language),
            },
            "credentialSchema": [{"id": SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}],
            "credentialStatus": {"id": _status_address(report), "type": "1EdTechRevocationList"},
        }


def status(report: CompletionReport) -> dict[str, Any]:
    """Return a revocation list for this badge only, so that it does not disclose other badges."""
    revoked = [] if report.is_valid else [{"id": address_of(report), "revoked": True}]
    issuer = _issuer()["id"]
    return {"id": _status_address(report), "issuer": issuer, "revokedCredential": revoked}


def public_keys() -> dict[str, Any]:
    """Return the current and the previous public keys as a JSON Web Key Set."""
    texts = filter(None, [settings.BADGE_KEY, *settings.BADGE_KEY_PREVIOUS])
    keys = {key.thumbprint(): key for key in map(_key, texts)}
    return {"keys": [_published(name, key) for name, key in keys.items()]}


def _published(name: str, key: RSAKey) -> dict[str, Any]:
    return key.as_dict(private=False) | {"kid": key_id(name), "alg": ALGORITHM, "use": "sig"}


def key_id(name: str) -> str:
    """Return the URL that publishes the key with this thumbprint."""
    return _site(reverse("completion:badge_key", args=[name]))


def _issuer() -> dict[str, Any]:
    return {
        "id": _site(reverse("enrollment:public")),
        "type": ["Profile"],
        "name": gettext("NTNU – Norwegian University of Science and Technology"),
        "url": _site(reverse("enrollment:public")),
    }


def _achievement(report: CompletionReport, language: str) -> dict[str, Any]:
    evidence = report.evidence
    outcomes = [
        outcome
        for area in languages.in_language(evidence["outcomes"], language)
        for outcome in area["outcomes"]
    ]
    return {
        "id": _site(reverse("enrollment:public")) + "#laos",
        "type": ["Achievement"],
        "achievementType": "CertificateOfCompletion",
        "inLanguage": language,
        "image": {
            # Without the digest of its content: a badge once signed names this address for good.
            "id": _site(f"{settings.STATIC_URL}icons/badge.png"),
            "type": "Image",
            "caption": gettext("A blue medal with a tick"),
        },
        "name": gettext("LAOS, the learning assistant training of NTNU"),
        "description": gettext(
            "Training for learning assistants of %(sum)s hours. %(lead_in)s: %(outcomes)s."
        )
        % {
            "sum": sum(evidence["hours"].values()),
            "lead_in": lead_in_of(evidence, language) or gettext("Learning outcomes"),
            "outcomes": "; ".join(outcomes),
        },
        "criteria": {
            "narrative": gettext(
                "Full attendance at both core modules, two completed online modules, and full attendance at the "
                "course-specific modules."
            )
        },
    }


def _status_address(report: CompletionReport) -> str:
    return _site(reverse("completion:badge_status", args=[report.serial]))


def _site(path: str) -> str:
    return settings.SITE_URL + path


@cache
def _key(text: str) -> RSAKey:
    return RSAKey.import_key(json.loads(text))
