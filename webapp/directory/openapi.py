"""The description of the files (OpenAPI 3.1): its criteria and keys are those of the tables."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from webapp.directory.criteria import KEYS
from webapp.directory.fold import MAX_TEXT
from webapp.directory.query import MAX_TYPED, MAX_VALUES
from webapp.directory.records import ACTOR_KINDS, COUNTRIES, DEPARTMENTS

FILE = Path(__file__).with_suffix(".json")


def described(languages: Iterable[str], server: str) -> dict[str, Any]:
    """Return the description.

    Arguments:
        languages: the languages of addresses.
        server: scheme and host of the site.
    """
    document: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    parameters, schemas = (document["components"][part] for part in ("parameters", "schemas"))
    actor, action = (schemas[name]["properties"] for name in ("Actor", "Action"))
    parameters["language"]["schema"]["enum"] = list(languages)
    actor["kind"]["enum"] = list(ACTOR_KINDS)
    actor["department"]["enum"] = ["", *DEPARTMENTS]
    for key in KEYS.values():
        value: dict[str, object] = {"type": "string", "maxLength": MAX_TEXT}
        if key.labels is not None:
            value = {"type": "string", "enum": list(key.labels)}
            if key.labels is COUNTRIES:
                value = {"type": "string", "pattern": "^[A-Z]{2}$"}
        for column, schema in zip(key.columns, (value, {"type": "string"}), strict=False):
            several = {"type": "array", "items": schema}
            action.setdefault(column, several if key.several else schema)
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
