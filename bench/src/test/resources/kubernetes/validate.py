"""Validates rendered manifests strictly: validate.py VERSION SCHEMAS MANIFESTS

Kinds of Kubernetes against the schemas of kubernetes-validate, all others against SCHEMAS. A kind without a schema is a
failure. Prints one line for each failure.
"""
import json
import pathlib
import sys

import jsonschema
import kubernetes_validate
import yaml

version, schemas, manifests = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])


def failures(document):
    group, _, api_version = document["apiVersion"].rpartition("/")
    own = schemas / f'{group}_{api_version}_{document["kind"]}.json'
    if own.exists():
        for error in jsonschema.Draft202012Validator(json.loads(own.read_text())).iter_errors(document):
            yield f'{"/".join(map(str, error.absolute_path))}: {error.message}'
        return
    try:
        kubernetes_validate.validate(document, version, strict=True)
    except kubernetes_validate.SchemaNotFoundError:
        yield f'there is no schema of {document["apiVersion"]} {document["kind"]}'
    except kubernetes_validate.ValidationError as error:
        yield f'{"/".join(map(str, error.path))}: {error.message}'


for each in yaml.safe_load_all(manifests.read_text()):
    for failure in failures(each):
        print(f'{each["kind"]} {each["metadata"]["name"]}: {failure}')
