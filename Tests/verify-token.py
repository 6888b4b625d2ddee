"""Verifies a token as another service would: by the key set's address alone. Usage: verify-token.py URL < TOKEN"""

import json
import sys

import jwt

token = sys.stdin.read().strip()
key = jwt.PyJWKClient(sys.argv[1]).get_signing_key_from_jwt(token)
claims = jwt.decode(token, key.key, algorithms=[key.algorithm_name], issuer="users", options={"require": ["exp", "jti"]})
json.dump({"kid": key.key_id, "algorithm": key.algorithm_name, "header": jwt.get_unverified_header(token), "claims": claims}, sys.stdout)
