"""azure-identity with nothing changed: asks one credential for tokens of the resources named, in their order."""

import json
import sys

from azure.identity import DefaultAzureCredential, ManagedIdentityCredential

kinds = {"managed": ManagedIdentityCredential, "default": DefaultAzureCredential}
kind, *resources = sys.argv[1:]
credential = kinds[kind]()

for resource in resources:
    try:
        token = credential.get_token(f"{resource}/.default")
        outcome = {"token": token.token, "expiresOn": token.expires_on}
    except Exception as error:  # What a script without a try shows.
        outcome = {"error": str(error)}
    print(json.dumps(outcome))
