"""An S3 server for tests, which checks signatures: moto, with a bucket and three users.

    s3-server.py

Serves on a free port of 127.0.0.1 until its standard input closes, and for ten minutes at most. Its first line of
output is JSON: {"port", "uploader", "powerless", "powerful"}, the latter three with an "accessKeyID" and a
"secretAccessKey" each: of users who may do what s3-policy.json says, nothing, and anything. The bucket is called
uploads.
"""

import json
import logging
import os
import sys
import threading

import boto3
from moto import settings
from moto.server import ThreadedMotoServer

LIFETIME = 5400  # seconds; sanitized tests run one by one for most of an hour


def make_user(iam, name):
    iam.create_user(UserName=name)
    key = iam.create_access_key(UserName=name)["AccessKey"]
    return {"accessKeyID": key["AccessKeyId"], "secretAccessKey": key["SecretAccessKey"]}


def main():
    logging.disable(logging.INFO)
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    port = server.get_host_and_port()[1]

    def client(service):
        return boto3.client(
            service, endpoint_url=f"http://127.0.0.1:{port}", region_name="us-east-1", aws_access_key_id="setup",
            aws_secret_access_key="setup")

    client("s3").create_bucket(Bucket="uploads")
    iam = client("iam")
    users = {name: make_user(iam, name) for name in ("uploader", "powerless", "powerful")}
    # What docs/uploads.md says that the service needs.
    with open(os.path.join(os.path.dirname(__file__), "s3-policy.json"), encoding="utf-8") as policy:
        iam.put_user_policy(UserName="uploader", PolicyName="uploads", PolicyDocument=policy.read())
    anything = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}
    iam.put_user_policy(UserName="powerful", PolicyName="anything", PolicyDocument=json.dumps(anything))
    # From here on every request must be signed.
    settings.INITIAL_NO_AUTH_ACTION_COUNT = 0
    print(json.dumps({"port": port, **users}), flush=True)
    threading.Timer(LIFETIME, lambda: os._exit(1)).start()
    sys.stdin.read()
    os._exit(0)


main()
