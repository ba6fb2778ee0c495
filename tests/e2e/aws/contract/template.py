"""A small template: a function that does what its event says, and state machines around it."""

import json
from typing import Any

CODE = '''
import json, os, time, boto3

class Passing(Exception):
    """Mended by another attempt."""

def handler(event, context):
    do = event.get("do", "answer")
    if do == "fail":
        raise Passing("not now")
    if do == "sleep":
        time.sleep(event["seconds"])
    if do == "fail once":
        table = boto3.client("dynamodb")
        key = {"PK": {"S": event["id"]}}
        found = table.update_item(TableName=os.environ["TABLE"], Key=key,
            UpdateExpression="ADD tries :one", ExpressionAttributeValues={":one": {"N": "1"}},
            ReturnValues="ALL_NEW")["Attributes"]["tries"]["N"]
        if found == "1":
            raise Passing("not now")
        return {"tries": int(found), "branch": event["branch"]}
    if do == "keep token":
        boto3.client("dynamodb").put_item(TableName=os.environ["TABLE"],
            Item={"PK": {"S": event["token"]}, "branch": {"S": event["branch"]}})
    if do == "reject":
        return {"batchItemFailures": [{"itemIdentifier": r["messageId"]} for r in event["Records"]]}
    return {"arn": context.invoked_function_arn, "left": context.get_remaining_time_in_millis()}

def reject(event, context):
    return handler({"do": "reject", **event}, context)
'''

INVOKE = "arn:aws:states:::lambda:invoke"
WAIT = f"{INVOKE}.waitForTaskToken"
CAUGHT = {"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "caught"}
AGAIN = {"IntervalSeconds": 1, "MaxAttempts": 2, "JitterStrategy": "FULL"}
ENDS = {"caught": {"Type": "Pass", "End": True}}


def task(do: str, *, resource: str = INVOKE, **more: Any) -> dict[str, Any]:
    payload = {"do": do, "id.$": "$$.Execution.Name", "branch": "only", "seconds": 3}
    if resource == WAIT:
        payload["token.$"] = "$$.Task.Token"
    parameters = {"FunctionName": "${Function.Arn}", "Payload": payload}
    return {"Type": "Task", "Resource": resource, "Parameters": parameters, "End": True, **more}


def _branch(name: str) -> dict[str, Any]:
    waiting = task("keep token", resource=WAIT, TimeoutSeconds=60)
    waiting["Parameters"]["Payload"]["branch"] = name
    return {"StartAt": name, "States": {name: waiting}}


def _named_branch(name: str, do: str) -> dict[str, Any]:
    """It hands the function its own name, at each attempt."""
    state = task(do, Retry=[{"ErrorEquals": ["Passing"], **AGAIN}])
    del state["Parameters"]["Payload"]["branch"]
    state["Parameters"]["Payload"]["branch.$"] = "$$.State.Name"
    return {"StartAt": name, "States": {name: state}}


def machine(first: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"StartAt": "first", "States": {"first": first, **ENDS}, **more}


MACHINES: dict[str, dict[str, Any]] = {
    "RetriedByName": machine(task("fail once", Retry=[{"ErrorEquals": ["Passing"], **AGAIN}])),
    "NotRetriedByOtherName": machine(
        task("fail", Retry=[{"ErrorEquals": ["Other"], **AGAIN}], Catch=[CAUGHT])
    ),
    "LauncherFails": machine(task("fail", resource=WAIT, Catch=[CAUGHT])),
    "HeartbeatLost": machine(
        task(
            "answer",
            resource=WAIT,
            HeartbeatSeconds=1,
            TimeoutSeconds=30,
            Catch=[{**CAUGHT, "ErrorEquals": ["States.Timeout"]}],
        )
    ),
    "TaskTimesOut": machine(
        task("sleep", TimeoutSecondsPath="$.seconds", Catch=[CAUGHT]),
    ),
    "WaitTimesOut": machine(
        task("answer", resource=WAIT, TimeoutSecondsPath="$.seconds", Catch=[CAUGHT])
    ),
    "MachineTimesOut": machine(task("answer", resource=WAIT, TimeoutSeconds=30), TimeoutSeconds=1),
    "Waits": machine(task("keep token", resource=WAIT, TimeoutSeconds=60, Catch=[CAUGHT])),
    "WaitsTwice": machine(
        {"Type": "Parallel", "Branches": [_branch("left"), _branch("right")], "End": True}
    ),
    "RetriesInABranch": machine(
        {
            "Type": "Parallel",
            "Branches": [_named_branch("left", "fail once"), _named_branch("right", "answer")],
            "End": True,
        }
    ),
}


def template() -> dict[str, Any]:
    trust = {"Principal": {"Service": "lambda.amazonaws.com"}, "Effect": "Allow"}
    policy = {"Version": "2012-10-17", "Statement": [{**trust, "Action": "sts:AssumeRole"}]}
    resources: dict[str, Any] = {
        "Role": _resource("IAM::Role", AssumeRolePolicyDocument=policy),
        "Table": _resource(
            "DynamoDB::Table",
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": "PK", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": "PK", "KeyType": "HASH"}],
        ),
        "Function": _function("index.handler"),
        "Rejecting": _function("index.reject"),
        "Queue": _resource("SQS::Queue", VisibilityTimeout=1),
        "Mapping": _resource(
            "Lambda::EventSourceMapping",
            EventSourceArn={"Fn::GetAtt": ["Queue", "Arn"]},
            FunctionName={"Ref": "Rejecting"},
            FunctionResponseTypes=["ReportBatchItemFailures"],
        ),
    }
    for name, definition in MACHINES.items():
        resources[name] = _resource(
            "StepFunctions::StateMachine",
            RoleArn={"Fn::GetAtt": ["Role", "Arn"]},
            DefinitionString={"Fn::Sub": json.dumps(definition)},
        )
    return {"Resources": resources}


def _function(handler: str) -> dict[str, Any]:
    return _resource(
        "Lambda::Function",
        Runtime="python3.13",
        Handler=handler,
        Role={"Fn::GetAtt": ["Role", "Arn"]},
        Code={"ZipFile": CODE},
        Timeout=20,
        Environment={"Variables": {"TABLE": {"Ref": "Table"}}},
    )


def _resource(kind: str, **properties: Any) -> dict[str, Any]:
    return {"Type": f"AWS::{kind}", "Properties": properties}
