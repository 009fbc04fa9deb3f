"""The description of the files (OpenAPI 3.1), which takes its criteria and keys from the tables."""

import json
from pathlib import Path
from typing import Any

from webapp.directory.criteria import KEYS
from webapp.directory.fold import MAX_TEXT
from webapp.directory.query import MAX_TYPED, MAX_VALUES
from webapp.directory.records import ACTIVITIES, ACTOR_KINDS, COUNTRIES, DEPARTMENTS, FIELDS
from webapp.languages import LANGUAGES


def described(server: str) -> dict[str, Any]:
    """Return the description of the files on a server, which is given as scheme and host."""
    text = Path(__file__).with_suffix(".json").read_text(encoding="utf-8")
    document: dict[str, Any] = json.loads(text)
    parameters, schemas = (document["components"][part] for part in ("parameters", "schemas"))
    actor, action = (schemas[name]["properties"] for name in ("Actor", "Action"))
    parameters["language"]["schema"]["enum"] = [language.path for language in LANGUAGES]
    actor["kind"]["enum"] = list(ACTOR_KINDS)
    actor["department"]["enum"] = ["", *DEPARTMENTS]
    action["fields"]["items"]["enum"] = list(FIELDS)
    action["activity"]["enum"] = list(ACTIVITIES)
    for key in KEYS.values():
        value: dict[str, object] = {"type": "string", "maxLength": MAX_TEXT}
        if key.labels is COUNTRIES:
            value = {"type": "string", "pattern": "^[A-Z]{2}$"}
        elif key.labels is not None:
            value = {"type": "string", "enum": list(key.labels)}
        limit = MAX_TYPED if key.typed else MAX_VALUES
        parameters[key.name] = {
            "name": key.name,
            "in": "query",
            "description": key.description,
            "schema": {"type": "array", "items": value, "maxItems": limit},
            "style": "form",
            "explode": True,
        }
    references = [{"$ref": f"#/components/parameters/{name}"} for name in parameters]
    for path in document["paths"].values():
        path["get"]["parameters"] = references
    feature = schemas["Feature"]["properties"]["properties"]
    feature["properties"] = {name: actor[name] for name in actor if name != "actions"} | action
    for schema in (schemas["Actor"], schemas["Action"], feature):
        schema["required"] = list(schema["properties"])
    return document | {"servers": [{"url": server}]}
