"""The badge is an Open Badges 3.0 credential that others can verify with their own programs."""

from __future__ import annotations

import json

import jsonschema
import pytest
from django.urls import reverse
from jwcrypto import jwk, jws, jwt

from completion.certificates.open_badges import credential, signed
from laos.badge_key import new_key
from tests.completion.certificate_factories import CompletionReportFactory

pytestmark = pytest.mark.django_db

ADDRESS = {"type": "string", "format": "uri", "pattern": "^https?://"}
STATUS = {
    "type": "object",
    "required": ["id", "type"],
    "properties": {"id": ADDRESS, "type": {"const": "1EdTechRevocationList"}},
}
# The AchievementCredential schema, for the properties that ours have.
OPEN_BADGE = {
    "type": "object",
    "required": ["@context", "id", "type", "name", "issuer", "validFrom", "credentialSubject"],
    "properties": {
        "@context": {
            "type": "array",
            "prefixItems": [
                {"const": "https://www.w3.org/ns/credentials/v2"},
                {"pattern": r"^https://purl\.imsglobal\.org/spec/ob/v3p0/context-3\.\d\.\d\.json$"},
            ],
            "minItems": 2,
        },
        "id": ADDRESS,
        "type": {
            "type": "array",
            "allOf": [
                {"contains": {"const": "VerifiableCredential"}},
                {"contains": {"enum": ["OpenBadgeCredential", "AchievementCredential"]}},
            ],
        },
        "issuer": {
            "type": "object",
            "required": ["id", "type"],
            "properties": {
                "id": ADDRESS,
                "type": {"type": "array", "contains": {"const": "Profile"}},
                "name": {"type": "string"},
                "url": ADDRESS,
            },
            "additionalProperties": False,
        },
        "validFrom": {"pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
        "credentialSubject": {
            "type": "object",
            "required": ["id", "type", "achievement"],
            "properties": {
                "id": ADDRESS,
                "type": {"type": "array", "contains": {"const": "AchievementSubject"}},
                "identifier": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["type", "identityHash", "identityType", "hashed"],
                        "properties": {
                            "type": {"const": "IdentityObject"},
                            "hashed": {"type": "boolean"},
                            "identityHash": {"type": "string"},
                            "identityType": {"enum": ["name", "emailAddress", "identifier"]},
                        },
                        "additionalProperties": False,
                    },
                },
                "achievement": {
                    "type": "object",
                    "required": ["id", "type", "criteria", "description", "name"],
                    "properties": {
                        "id": ADDRESS,
                        "type": {"type": "array", "contains": {"const": "Achievement"}},
                        "achievementType": {"const": "CertificateOfCompletion"},
                        "criteria": {"type": "object", "required": ["narrative"]},
                        "description": {"type": "string"},
                        "inLanguage": {"pattern": "^[a-z]{2}$"},
                        "image": {
                            "type": "object",
                            "required": ["id", "type"],
                            "properties": {
                                "id": ADDRESS,
                                "type": {"const": "Image"},
                                "caption": {"type": "string"},
                            },
                            "additionalProperties": False,
                        },
                        "name": {"type": "string"},
                    },
                    "additionalProperties": False,
                },
            },
            "additionalProperties": False,
        },
        "credentialSchema": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "type"],
                "properties": {"id": ADDRESS, "type": {"const": "1EdTechJsonSchemaValidator2019"}},
            },
        },
        "credentialStatus": STATUS,
        "name": {"type": "string"},
        # Claims of the token itself.
        "iss": ADDRESS,
        "jti": ADDRESS,
        "nbf": {"type": "integer"},
        "sub": ADDRESS,
    },
    "additionalProperties": False,
}


@pytest.fixture
def report(ada):
    return CompletionReportFactory(assistant=ada)


@pytest.fixture
def published(client):
    """The published keys, as any verifier fetches them."""
    return jwk.JWKSet.from_json(client.get("/.well-known/jwks.json").content)


def read(token: str, keys: jwk.JWKSet) -> dict[str, object]:
    """Verify with another implementation than the one used for signing."""
    verified = jwt.JWT(jwt=token, key=keys, algs=["RS256"], expected_type="JWS")
    return json.loads(verified.claims)


@pytest.mark.parametrize("language", ["nb", "en"])
def test_it_verifies_against_the_published_key_and_is_an_open_badge(report, published, language):
    content = read(signed(report, language), published)
    jsonschema.Draft202012Validator(OPEN_BADGE).validate(content)
    achievement = content["credentialSubject"]["achievement"]
    assert achievement["inLanguage"] == language
    safe = {"nb": "trygt læringsmiljø", "en": "safe learning environment"}[language]
    assert safe in achievement["description"]
    assert (content["iss"], content["jti"]) == (content["issuer"]["id"], content["id"])
    assert content["sub"] == content["credentialSubject"]["id"]
    assert content["nbf"] == int(report.issued_at.timestamp())


def test_it_says_no_more_than_the_paper(report, ada, published):
    content = json.dumps(read(signed(report, "en"), published))
    assert ada.name in content
    assert ada.email not in content
    assert json.dumps(ada.username) not in content


def test_token_names_the_key_by_the_address_where_it_is(client, report, settings):
    signature = jws.JWS()
    signature.deserialize(signed(report, "en"))
    header = signature.jose_header
    assert header["alg"] == "RS256"
    path = header["kid"].removeprefix(settings.SITE_URL)
    key = jwk.JWK.from_json(client.get(path).content)
    assert key.has_public
    assert not key.has_private
    signature.verify(key)
    assert client.get("/.well-known/jwks/other.json").status_code == 404


def test_published_keys_are_public_and_for_every_site(client):
    response = client.get("/.well-known/jwks.json")
    (key,) = response.json()["keys"]
    assert set(key) == {"kty", "n", "e", "kid", "alg", "use"}
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_its_image_is_a_picture_at_a_lasting_address(client, report, settings):
    image = credential(report, "nb")["credentialSubject"]["achievement"]["image"]
    assert image["id"] == f"{settings.SITE_URL}/static/icons/badge.png"
    picture = client.get(image["id"].removeprefix(settings.SITE_URL))
    assert picture.headers["Content-Type"] == "image/png"
    assert picture.getvalue().startswith(b"\x89PNG")


def test_token_that_was_changed_does_not_verify(report, published):
    header, content, signature = signed(report, "en").split(".")
    other = signed(CompletionReportFactory(), "en").split(".")[1]
    assert content != other
    forged = jws.JWS()
    forged.deserialize(".".join([header, other, signature]))
    with pytest.raises(jws.InvalidJWSSignature):
        forged.verify(published.get_key(forged.jose_header["kid"]))


def test_token_of_another_key_does_not_verify(report, published, settings):
    settings.BADGE_KEY = new_key()
    with pytest.raises(jwt.JWTMissingKey):
        read(signed(report, "en"), published)


def test_after_a_change_of_key_older_badges_verify_and_new_ones_are_signed_with_the_new(
    client, report, settings
):
    old = settings.BADGE_KEY
    before = signed(report, "en")
    settings.BADGE_KEY, settings.BADGE_KEY_PREVIOUS = new_key(), [old, new_key(), old]
    after = signed(report, "en")
    published = jwk.JWKSet.from_json(client.get("/.well-known/jwks.json").content)
    assert len(published["keys"]) == 3
    assert not any(key.has_private for key in published["keys"])
    named = set()
    for token in (before, after):
        assert read(token, published)["jti"]
        signature = jws.JWS()
        signature.deserialize(token)
        kid = signature.jose_header["kid"]
        key = jwk.JWK.from_json(client.get(kid.removeprefix(settings.SITE_URL)).content)
        signature.verify(key)
        named.add(kid)
    assert len(named) == 2


def test_it_is_the_same_whenever_it_is_asked_for(report):
    assert signed(report, "en") == signed(report, "en")


@pytest.mark.parametrize("is_revoked", [False, True])
def test_address_of_its_status_tells_whether_it_is_revoked_and_not_why(
    client, published, settings, is_revoked
):
    report = CompletionReportFactory(revoked=is_revoked)
    CompletionReportFactory(revoked=True)
    content = read(signed(report, "en"), published)
    jsonschema.validate(content["credentialStatus"], STATUS)
    path = content["credentialStatus"]["id"].removeprefix(settings.SITE_URL)
    response = client.get(path)
    assert response.json() == {
        "id": content["credentialStatus"]["id"],
        "issuer": content["iss"],
        "revokedCredential": [{"id": content["id"], "revoked": True}] if is_revoked else [],
    }
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_without_a_key_there_are_no_badges(client, report, settings):
    settings.BADGE_KEY = ""
    client.force_login(report.assistant.user)
    assert client.get("/.well-known/jwks.json").json() == {"keys": []}
    assert client.get(reverse("completion:badge", args=["en"])).status_code == 404
    assert "Open Badge" not in client.get("/my/certificate/").content.decode()
