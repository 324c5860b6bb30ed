#!/usr/bin/env python3
"""Prints what a million runs cost a month in AWS and Snowflake, as a table in Markdown: cost.py [RUNS]

Prices are in prices.json, bytes in measured.json. "at once": the bridge always has full records (a replay, or a busy day).
"over a month": the runs come evenly, so that most records are small, and Firehose bills each as 5 KiB.
"""
import json
import math
import pathlib
import sys

HERE = pathlib.Path(__file__).parent
PRICE = json.loads((HERE / "prices.json").read_text())
MEASURED = json.loads((HERE / "measured.json").read_text())
RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000

MONTH = 30 * 24 * 3600
GIB = 1 << 30
BYTES = MEASURED["bytes_a_run"]

# as deployed: two replicas of bridge and analytics-service, PIPELINE_BRIDGE_LINGER_MS, BufferSeconds, BufferMiB
REPLICAS, LINGER, BUFFER_SECONDS, BUFFER_BYTES = 2, 5, 60, 64 << 20
# PIPELINE_LOAD_POLL scans the newest hours of each prefix, and once a minute the last two days; a LIST answers with 1,000 objects
POLL, PREFIXES, LATE_SCAN, LATE_DAYS, LIST_PAGE = 10, 3, 60, 2, 1_000
# each replica asks Snowflake for metrics and completeness every 15 minutes, and the warehouse (XS) is awake for AUTO_SUSPEND and a query;
# people keep it awake as well; refreshes of the dynamic tables, see docs/snowflake.md
OWN_HOURS_A_DAY = REPLICAS * 24 * 4 * 65 / 3600
PEOPLE_HOURS_A_DAY = MEASURED["warehouse_hours_a_day_assumed"]
REFRESHES_A_DAY = MEASURED["dynamic_tables_credits_a_day_assumed"]


def rounded(size):
    unit = PRICE["firehose_rounds_up_to_bytes"]
    return math.ceil(size / unit) * unit


def billed_over_a_month():
    """A record for each table, whenever the first run has waited for the linger time; one run or more, by a Poisson distribution."""
    rate = RUNS / MONTH / REPLICAS
    batches = MONTH / (LINGER + 1 / rate) * REPLICAS
    billed, expected, more = 0.0, rate * LINGER, 0
    probability = math.exp(-expected)
    while more < expected + 20 * math.sqrt(expected) + 20:
        billed += probability * sum(rounded((1 + more) * size) for size in BYTES.values())
        more += 1
        probability *= expected / more
    return batches * billed


def objects_over_a_month():
    """As long as rows come, each stream writes an object in each BufferSeconds, or one that is full."""
    windows = MONTH / BUFFER_SECONDS
    with_rows = windows * (1 - math.exp(-RUNS / windows))
    return sum(max(with_rows, RUNS * size / BUFFER_BYTES) for size in BYTES.values())


def lists_of_scans(objects):
    """Requests of a month. The objects are those of a month in all prefixes."""
    pages = PREFIXES * max(1, math.ceil(objects / PREFIXES * LATE_DAYS / 30 / LIST_PAGE))
    return REPLICAS * (MONTH / POLL * PREFIXES + MONTH / LATE_SCAN * pages)


total = RUNS * sum(BYTES.values())
stored = total / MEASURED["gzip_assumed"]
at_once = total * MEASURED["billed_to_real_bytes_under_load"]
evenly = billed_over_a_month()
row_by_row = RUNS * 8 * PRICE["firehose_rounds_up_to_bytes"]
few, many = (sum(math.ceil(RUNS * size / BUFFER_BYTES) for size in BYTES.values()), objects_over_a_month())
few_lists, many_lists = lists_of_scans(few), lists_of_scans(many)

puts, gets = PRICE["s3_per_1000_puts_and_lists"] / 1000, PRICE["s3_per_1000_gets"] / 1000
credit, firehose = PRICE["snowflake_per_credit"], PRICE["firehose_per_gib"]
snowpipe = total / 1e9 * PRICE["snowpipe_credits_per_gb"] * credit
storage = stored / GIB * PRICE["s3_per_gib_month"]
table = [
    ("Firehose", f"{at_once / GIB:.2f} or {evenly / GIB:.2f} GiB billed, of {total / GIB:.2f} GiB", at_once / GIB * firehose, evenly / GIB * firehose),
    ("S3, objects written", f"{few:,.0f} or {many:,.0f} PUTs", few * puts, many * puts),
    ("S3, objects loaded into DuckDB", f"as many GETs, {REPLICAS} replicas", few * gets * REPLICAS, many * gets * REPLICAS),
    ("S3, storage", f"{stored / GIB:.2f} GiB, each month again", storage, storage),
    ("Snowpipe", f"{total / 1e9:.2f} GB before compression", snowpipe, snowpipe),
    ("Snowflake, storage", "twice the rows, each month again", 2 * stored / 1e12 * PRICE["snowflake_per_tb_month"], 2 * stored / 1e12 * PRICE["snowflake_per_tb_month"]),
]
fixed = [
    ("S3, scans for DuckDB", f"{many_lists:,.0f} LISTs with rows at any time, {few_lists:,.0f} without", many_lists * puts),
    ("CloudWatch, Secrets Manager", "6 alarms, 6 secrets", 6 * PRICE["cloudwatch_per_alarm_month"] + 6 * PRICE["secret_per_month"]),
    ("Snowflake, dynamic tables", f"{REFRESHES_A_DAY} credits a day, with rows at any time", 30 * REFRESHES_A_DAY * credit),
    ("Snowflake, warehouse for /kpis", f"XS, {OWN_HOURS_A_DAY:.1f} hours a day for the services' own questions, {PEOPLE_HOURS_A_DAY} for people",
     30 * (OWN_HOURS_A_DAY + PEOPLE_HOURS_A_DAY) * PRICE["snowflake_xs_credits_per_hour"] * credit),
]

print(f"| {RUNS:,} runs | quantity | at once | over a month |")
print("| --- | --- | --- | --- |")
for what, quantity, once, month in table:
    print(f"| {what} | {quantity} | ${once:.2f} | ${month:.2f} |")
print(f"| together | | ${sum(row[2] for row in table):.2f} | ${sum(row[3] for row in table):.2f} |")
print()
print("| a month, however many runs | quantity | |")
print("| --- | --- | --- |")
for what, quantity, month in fixed:
    print(f"| {what} | {quantity} | ${month:.2f} |")
print()
print(f"Firehose would cost ${row_by_row / GIB * firehose:.2f} if each row were a record of its own.")
