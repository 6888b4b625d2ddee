"""What the Python service that the program replaces leaves in MongoDB, and what it would still read of it.

    python-service.py fill URI COUNT    stores COUNT users with the service's unique index on email, and prints as JSON
                                        whom the test looks at
    python-service.py digest URI        prints a digest of the seven fields of all users
    python-service.py taken URI         prints how many users have the fields that the program adds
    python-service.py resolve URI       resolves what conflicts, as an operator would
    python-service.py login URI EMAIL PASSWORD
                                        prints the id of whom the old service would let in
"""

import datetime
import hashlib
import json
import sys

import bcrypt
import bson
import pymongo

FIELDS = ["email", "username", "hashed_password", "is_admin", "is_active", "created_at", "updated_at"]
command, uri, *arguments = sys.argv[1:]
users = pymongo.MongoClient(uri).get_default_database()["users"]


def hashed(password, prefix=b"$2b$"):
    text = bcrypt.hashpw(password.encode(), bcrypt.gensalt(4)).decode()
    return prefix.decode() + text[4:]


def user(number, shared_hash):
    # Naive, as datetime.utcnow() is.
    created = datetime.datetime(2023, 5, 1) + datetime.timedelta(seconds=number)
    return {
        "_id": bson.ObjectId(), "email": f"User{number}@Example.com", "username": f"Üser {number}",
        "hashed_password": shared_hash, "is_admin": False, "is_active": number % 50 != 0, "created_at": created,
        "updated_at": created if number % 3 else None,
    }


def fill(count):
    shared_hash = hashed("a password that many have")
    documents = [user(number, shared_hash) for number in range(count - 12)]
    people = []
    for name, prefix, is_admin in [("ada", b"$2b$", True), ("bob", b"$2a$", False), ("eve", b"$2y$", False)]:
        password = f"{name}'s own password"
        documents.append({**user(len(documents), hashed(password, prefix)), "email": f"{name}@example.com",
                          "is_admin": is_admin, "is_active": True, "company": {"name": "ACME"}})
        people.append({"id": str(documents[-1]["_id"]), "email": f"{name}@example.com", "password": password})
    for email in ["Jane@example.com", "jane@example.com", "JANE@EXAMPLE.COM"]:
        documents.append({**user(len(documents), hashed("jane's own password")), "email": email, "is_active": True})
    rivals = [str(document["_id"]) for document in documents[-3:]]
    broken = {}
    for field, value in [("email", 5), ("hashed_password", None), ("is_active", "yes"), ("created_at", "2023-05-01"),
                         ("username", ["x"]), ("_id", "not-an-object-id")]:
        document = {**user(len(documents), hashed("x")), field: value}
        if field == "hashed_password":
            del document[field]
        documents.append(document)
        broken[str(document["_id"])] = field
    # What conflicts lies between the others, in another order than it was made in.
    step = 7919
    shuffled = [documents[i * step % len(documents)] for i in range(len(documents))]
    assert len({str(document["_id"]) for document in shuffled}) == count
    users.create_index("email", unique=True)
    users.create_index("username")
    for start in range(0, count, 10_000):
        users.insert_many(shuffled[start:start + 10_000])
    print(json.dumps({"people": people, "rivals": rivals, "broken": broken}))


def digest():
    result, count = hashlib.sha256(), 0
    for document in users.find(projection=FIELDS, batch_size=10_000).sort("_id", 1):
        count += 1
        # The time of the last change is filled in where there was none.
        fields = {field: document.get(field) for field in FIELDS}
        fields["updated_at"] = fields["updated_at"] or fields["created_at"]
        result.update(repr((document["_id"], fields)).encode())
    print(count, result.hexdigest())


def taken():
    added = {"identifiers": {"$size": 1}, "version": 1, "revision": {"$gte": 1}, "sort_email": {"$type": "string"}}
    print(users.count_documents(added))


def resolve():
    users.delete_one({"email": "JANE@EXAMPLE.COM"})
    users.update_one({"email": "Jane@example.com"}, {"$set": {"email": "jane.the.other@example.com"}})
    users.update_one({"hashed_password": {"$exists": False}}, {"$set": {"hashed_password": hashed("a new password")}})
    users.update_one({"is_active": "yes"}, {"$set": {"is_active": True}})
    users.delete_many({"$or": [{"email": 5}, {"created_at": "2023-05-01"}, {"username": ["x"]},
                               {"_id": "not-an-object-id"}]})


def login(email, password):
    document = users.find_one({"email": email})
    if document and document["is_active"] and bcrypt.checkpw(password.encode(), document["hashed_password"].encode()):
        print(document["_id"])


{"fill": lambda: fill(int(arguments[0])), "digest": digest, "taken": taken, "resolve": resolve,
 "login": lambda: login(*arguments)}[command]()
