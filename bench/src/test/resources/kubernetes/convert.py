#!/usr/bin/env python3
"""Makes strict JSON schemas from CustomResourceDefinitions: convert.py FOLDER_WITH_CRDS schemas

Descriptions, examples and defaults are left out, and every object refuses properties that its schema does not name.
"""
import json
import pathlib
import sys

import yaml

LEFT_OUT = {"description", "default", "example", "externalDocs"}


def strict(schema):
    """Each value of 'properties' is a schema, so a property that is called 'default' is kept."""
    result = {}
    for name, value in schema.items():
        if name in LEFT_OUT:
            continue
        if name == "properties":
            result[name] = {key: strict(part) for key, part in value.items()}
        elif name in ("items", "additionalProperties", "not") and isinstance(value, dict):
            result[name] = strict(value)
        elif name in ("allOf", "anyOf", "oneOf"):
            # they repeat properties of the schema around them, which is the strict one
            result[name] = value
        elif not name.startswith("x-kubernetes-"):
            result[name] = value
    if "properties" in schema and "additionalProperties" not in schema and not schema.get("x-kubernetes-preserve-unknown-fields"):
        result["additionalProperties"] = False
    return result


source, target = map(pathlib.Path, sys.argv[1:])
target.mkdir(exist_ok=True)
for file in sorted(source.glob("*.yaml")):
    for definition in yaml.safe_load_all(file.read_text()):
        spec = definition["spec"]
        for version in spec["versions"]:
            if version["served"]:
                name = f'{spec["group"]}_{version["name"]}_{spec["names"]["kind"]}.json'
                schema = strict(version["schema"]["openAPIV3Schema"])
                (target / name).write_text(json.dumps(schema, separators=(",", ":"), sort_keys=True) + "\n")
