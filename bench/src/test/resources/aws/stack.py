"""Makes the stack of deploy/aws/pipeline.yaml in a moto server, and reads what is in it. Prints JSON.

stack.py ENDPOINT create TEMPLATE    the stack, a queue that stands for Snowpipe's, and the streams
stack.py ENDPOINT read BUCKET        objects with their lines, and the keys that the queue was notified of

moto's CloudFormation makes the bucket and the roles, leaves out the streams, the bucket's notifications and more, and reports
success. What the tests need of that is made here from the template's properties, or read from the template. moto neither compresses nor knows !{timestamp:…}: it puts what it is given below the hour, as that expression asks for.
"""
import ast
import gzip
import json
import sys

import boto3
import yaml

endpoint, command, argument = sys.argv[1:]
STACK = "tavily-data-pipeline"
HOUR = "!{timestamp:yyyy/MM/dd/HH}/"
PARAMETERS = {
    "AlarmEmail": "ops@example.com",
    "OidcProviderArn": "arn:aws:iam::123456789012:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/0123456789ABCDEF",
    "SnowflakeUserArn": "arn:aws:iam::999999999999:user/snowflake",
    "SnowflakeExternalId": "an-external-id",
}


def client(service):
    return boto3.client(service, endpoint_url=endpoint, region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test")


class Tags(yaml.SafeLoader):
    """Keeps !Ref and the like as {'Ref': …}."""


Tags.add_multi_constructor("!", lambda loader, tag, node: {
    tag: loader.construct_scalar(node) if isinstance(node, yaml.ScalarNode) else
    loader.construct_sequence(node, deep=True) if isinstance(node, yaml.SequenceNode) else loader.construct_mapping(node, deep=True)})


def resolve(value, names):
    if isinstance(value, list):
        return [resolve(each, names) for each in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1 and next(iter(value)) in ("Ref", "GetAtt", "Sub"):
        kind, text = next(iter(value.items()))
        if kind == "Sub":
            for name, known in names.items():
                text = text.replace("${" + name + "}", str(known))
            assert "${" not in text, text
            return text
        return names[text]
    return {key: resolve(each, names) for key, each in value.items()}


def create():
    sqs = client("sqs")
    url = sqs.create_queue(QueueName="sf-snowpipe")["QueueUrl"]
    queue = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    text = open(argument).read()
    cloudformation = client("cloudformation")
    cloudformation.create_stack(StackName=STACK, TemplateBody=text, Capabilities=["CAPABILITY_NAMED_IAM"], Parameters=[
        {"ParameterKey": key, "ParameterValue": value} for key, value in {**PARAMETERS, "SnowpipeQueueArn": queue}.items()])
    stack = cloudformation.describe_stacks(StackName=STACK)["Stacks"][0]
    outputs = {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}
    template = yaml.load(text, Tags)
    resources = template["Resources"]
    make_streams(template, outputs)
    make_notifications(resources["Bucket"]["Properties"]["NotificationConfiguration"]["If"][1], outputs, queue)
    bucket = outputs["BucketName"]
    s3, iam = client("s3"), client("iam")
    roles = {}
    for role in ("bridge", "analytics", "secrets", "snowflake"):
        name = f"{STACK}-{role}"
        # moto returns them as Python writes them
        policies = [ast.literal_eval(iam.get_role_policy(RoleName=name, PolicyName=policy)["PolicyDocument"])
                    for policy in iam.list_role_policies(RoleName=name)["PolicyNames"]]
        roles[role] = {"trust": iam.get_role(RoleName=name)["Role"]["AssumeRolePolicyDocument"], "policies": policies}
    return {
        "status": stack["StackStatus"],
        "outputs": outputs,
        "encryption": s3.get_bucket_encryption(Bucket=bucket)["ServerSideEncryptionConfiguration"],
        "public_access": resources["Bucket"]["Properties"]["PublicAccessBlockConfiguration"],
        "lifecycle": resources["Bucket"]["Properties"]["LifecycleConfiguration"]["Rules"],
        "policy": resources["BucketPolicy"]["Properties"]["PolicyDocument"],
        "alarms": [each["Properties"]["MetricName"] for each in resources.values() if each["Type"] == "AWS::CloudWatch::Alarm"],
        "roles": roles,
    }


def make_streams(template, outputs):
    role = [each["Arn"] for each in client("iam").list_roles()["Roles"] if "-DeliveryRole-" in each["RoleName"]]
    names = {key: each.get("Default") for key, each in template["Parameters"].items()}
    names |= {"Bucket.Arn": "arn:aws:s3:::" + outputs["BucketName"], "DeliveryRole.Arn": role[0],
              "DeliveryLog": "log", "RunsLog": "runs", "StepsLog": "steps", "CallsLog": "calls"}
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::KinesisFirehose::DeliveryStream":
            properties = resolve(resource["Properties"], names)
            destination = properties["ExtendedS3DestinationConfiguration"]
            assert destination["CompressionFormat"] == "GZIP" and destination["FileExtension"] == ".json.gz"
            assert destination["Prefix"].endswith(HOUR) and destination["ErrorOutputPrefix"].startswith("errors/")
            destination["Prefix"] = destination["Prefix"].removesuffix(HOUR)
            client("firehose").create_delivery_stream(**properties)


def make_notifications(configuration, outputs, queue):
    client("s3").put_bucket_notification_configuration(Bucket=outputs["BucketName"], NotificationConfiguration={
        "QueueConfigurations": [{
            "QueueArn": resolve(each["Queue"], {"SnowpipeQueueArn": queue}),
            "Events": [each["Event"]],
            "Filter": {"Key": {"FilterRules": each["Filter"]["S3Key"]["Rules"]}},
        } for each in configuration["QueueConfigurations"]]})


def read():
    s3, sqs = client("s3"), client("sqs")
    objects = {}
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=argument):
        for found in page.get("Contents", []):
            body = s3.get_object(Bucket=argument, Key=found["Key"])["Body"].read()
            objects[found["Key"]] = (gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body).decode().splitlines()
    url = sqs.get_queue_url(QueueName="sf-snowpipe")["QueueUrl"]
    # a message that was received is hidden for half a minute: the next call answers with others
    notified = []
    while messages := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
        for message in messages:
            notified += [record["s3"]["object"]["key"] for record in json.loads(message["Body"]).get("Records", [])]
    return {"objects": objects, "notified": notified}


print(json.dumps({"create": create, "read": read}[command]()))
