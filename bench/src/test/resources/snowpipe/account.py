"""Stands for a Snowflake account with Snowpipe: account.py HOST PORT PROJECT AWS_ENDPOINT BUCKET [QUEUE]

fakesnow's server answers Snowflake's driver at PORT. Landing tables, the SELECT of each dynamic table and the price views are
the project's own, read from PROJECT/sql/snowflake. What fakesnow lacks is done here: the queue's notifications are read as
Snowpipe reads them (without a queue: what the bucket has at the start), each object is loaded once into the landing table of its
prefix, a dynamic table is a view, and name_key, which is JavaScript, is a macro for names of plain letters. Prints a line for each
object that was loaded.
"""
import gzip
import json
import re
import sys
import threading
from pathlib import Path
from urllib.parse import unquote_plus

import boto3
import fakesnow.server
import uvicorn
from fakesnow.instance import FakeSnow

host, port, project, endpoint, bucket, *queue = sys.argv[1:]
SQL = Path(project) / "sql" / "snowflake"
SETTINGS = dict(re.findall(r"(?m)^  (\w+): *([^#\n]*?) *(?:#.*)?$", (SQL / "snowflake.yml").read_text()))
LANDING = SETTINGS["landing_schema"]
NAME_KEY = "NULLIF(TRIM(REGEXP_REPLACE(LOWER(NFC_NORMALIZE(name)), '\\s+', ' ', 'g')), '')"

account = fakesnow.server.shared_fs = FakeSnow()


def sql(file):
    return re.sub(r"<% ctx\.env\.(\w+) %>", lambda found: SETTINGS[found[1]], (SQL / file).read_text())


def client(service):
    return boto3.client(service, endpoint_url=endpoint, region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test")


def set_up(connection):
    cursor = connection.cursor()
    cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {LANDING}")
    # a schema that was created is the current one
    cursor.execute(f"USE SCHEMA {SETTINGS['schema']}")
    # the options behind the columns are not fakesnow's
    tables = {name: columns for file in ("05_landing.sql", "10_prices.sql")
              for name, columns in re.findall(r"(?s)CREATE TABLE IF NOT EXISTS (\w+) \((.*?)\n\)", sql(file))}
    assert tables.keys() == {"runs", "steps", "calls", "price_files"}, tables.keys()
    for name, columns in tables.items():
        cursor.execute(f"CREATE TABLE {LANDING}.{name} ({columns})")
    connection._duck_conn.execute(f"CREATE OR REPLACE MACRO name_key(name) AS {NAME_KEY}")
    prices = (Path(project) / "agent-service/src/main/resources/prices.json").read_text()
    cursor.execute(f"INSERT INTO {LANDING}.price_files SELECT PARSE_JSON(%s), 'prices.json', 1, CURRENT_TIMESTAMP()", (prices,))
    views = re.findall(r"(?s)CREATE OR (?:ALTER DYNAMIC TABLE|REPLACE VIEW) (\w+)\s.*?\nAS\n(.*?);\n",
                       sql("08_tables.sql") + "\n" + sql("10_prices.sql") + "\n")
    assert [name for name, _ in views] == ["agent_runs", "run_steps", "api_calls", "price_lists", "model_prices"], views
    for name, query in views:
        cursor.execute(f"CREATE VIEW {name} AS {query}")


def load(cursor, key):
    table = key.split("/")[0]
    body = client("s3").get_object(Bucket=bucket, Key=key)["Body"].read()
    text = (gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body).decode()
    rows = f"[{','.join(line for line in text.splitlines() if line)}]"
    cursor.execute(f"INSERT INTO {LANDING}.{table} SELECT value, %s, index + 1, CURRENT_TIMESTAMP()"
                   " FROM TABLE(FLATTEN(INPUT => PARSE_JSON(%s)))", (key, rows))
    print("loaded", key, flush=True)


def snowpipe(connection):
    cursor, sqs, loaded = connection.cursor(), client("sqs"), set()
    url = sqs.get_queue_url(QueueName=queue[0])["QueueUrl"]
    while True:
        for message in sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, WaitTimeSeconds=1).get("Messages", []):
            for record in json.loads(message["Body"]).get("Records", []):
                key = unquote_plus(record["s3"]["object"]["key"])
                if key not in loaded:
                    load(cursor, key)
                    loaded.add(key)
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])


connection = account.connect(database=SETTINGS["database"], schema=SETTINGS["schema"])
set_up(connection)
if queue:
    threading.Thread(target=snowpipe, args=(connection,), daemon=True).start()
else:
    for page in client("s3").get_paginator("list_objects_v2").paginate(Bucket=bucket):
        for found in page.get("Contents", []):
            if found["Key"].split("/")[0] in ("runs", "steps", "calls"):
                load(connection.cursor(), found["Key"])
uvicorn.run(fakesnow.server.app, host=host, port=int(port), log_level="warning")
