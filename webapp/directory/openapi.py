"""The description of the files (OpenAPI 3.1): its criteria and keys are those of the tables."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from webapp.directory.criteria import KEYS, Key
from webapp.directory.fold import MAX_TEXT
from webapp.directory.query import MAX_TYPED, MAX_VALUES
from webapp.directory.records import ACTOR_KINDS, DEPARTMENTS

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
        parameters[key.name] = _parameter(key)
        for column, schema in zip(key.columns, (_value(key), {"type": "string"}), strict=False):
            several = {"type": "array", "items": schema}
            action.setdefault(column, several if key.several else schema)
    for path in document["paths"].values():
        path["get"]["parameters"] = [
            {"$ref": f"#/components/parameters/{name}"} for name in parameters
        ]
    feature = {name: schema for name, schema in actor.items() if name != "actions"} | action
    schemas["Feature"]["properties"]["properties"]["properties"] = feature
    for schema in (
        *(schemas["Actor"], schemas["Action"]), schemas["Feature"]["properties"]["properties"]
    ):  # fmt: skip
        schema["required"] = list(schema["properties"])
    return document | {"servers": [{"url": server}]}


def _parameter(key: Key) -> dict[str, object]:
    return {
        "name": key.name,
        "in": "query",
        "description": key.description,
        "schema": {
            "type": "array",
            "items": _value(key),
            "maxItems": MAX_TYPED if key.typed else MAX_VALUES,
        },
        "style": "form",
        "explode": True,
    }


def _value(key: Key) -> dict[str, object]:
    if key.labels is None:
        return {"type": "string", "maxLength": MAX_TEXT}
    if not any(key.labels.values()):
        return {"type": "string", "pattern": "^[A-Z]{2}$"}
    return {"type": "string", "enum": list(key.labels)}
