"""Signs what Teams sends, and shows the keys by which that can be verified; as the Bot Framework does it."""

import json
import time
from uuid import uuid4

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from sandbox.json_types import Json

ISSUER = "https://api.botframework.com"
GOOD_FOR_SECONDS = 3600
# Signing is what most of a test's time would go into with a longer key; nobody is to be kept out.
_KEY_BITS = 2048


class Signer:
    """One key, made at the start."""

    def __init__(self) -> None:
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=_KEY_BITS)
        self._id = uuid4().hex

    def keys(self) -> Json:
        """The key set, public halves only."""
        public: Json = json.loads(RSAAlgorithm.to_jwk(self._key.public_key()))
        known = {"kid": self._id, "use": "sig", "alg": "RS256", "endorsements": ["msteams"]}
        return {"keys": [{**public, **known}]}

    def token(self, *, audience: str, service_url: str, issuer: str = ISSUER, lasts: float = GOOD_FOR_SECONDS) -> str:
        """Stamped with real time, because receivers compare it with theirs; `lasts` is in seconds."""
        now = time.time()
        claims = {"iss": issuer, "aud": audience, "serviceurl": service_url, "nbf": now - 60, "exp": now + lasts}
        return jwt.encode(claims, self._key, algorithm="RS256", headers={"kid": self._id})


def metadata(origin: str) -> Json:
    """What stands at the OpenID address."""
    return {
        "issuer": ISSUER,
        "jwks_uri": f"{origin}/.well-known/keys",
        "id_token_signing_alg_values_supported": ["RS256"],
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
    }
