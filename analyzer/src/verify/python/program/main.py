"""Looks for calls that fail as the event tells, or repeats given calls. Answers with one marked line."""
import json
import os
import re
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from call import learn, load, run
from outside import codec_of, is_utf_8, text_with
from values import GONE, at, places, replaced

FAILING_MAX = 6
WORKING_MAX = 8
OTHER_TEXT = "zz-none"


def search(module, task):
    ends = time.process_time() + task["budgetSeconds"], time.monotonic() + task["timeoutSeconds"]
    failing, working, tried, last = [], [], 0, None

    def attempt(scenario):
        nonlocal tried, last
        tried += 1
        outcome = run(module, task, scenario)
        last = (outcome.get("error") or {}).get("message") or outcome["end"]
        return outcome

    def is_over():
        return time.process_time() > ends[0] or time.monotonic() > ends[1]

    if not task["names"]:
        return search_loading(task, attempt)
    captured = task["captured"]
    if captured is not None:
        outcome = attempt(captured)
        if is_failure(outcome, task):
            failing.append(found(captured, outcome, None, [], True))
    learned, seen = learn(module, task, task["words"]), set()
    if not isinstance(learned, list):
        learned, last = [], learned["end"]
    for scenario in learned:
        if is_over():
            break
        if json.dumps(scenario) in seen:
            continue
        seen.add(json.dumps(scenario))
        outcome = attempt(scenario)
        if outcome["end"] == "returned":
            working.append(found(scenario, outcome, None, [], False))
        elif is_failure(outcome, task):
            failing.append(found(scenario, outcome, None, [], False))
    working.sort(key=lambda one: not one["outcome"]["reached"])
    del working[WORKING_MAX:]
    for good in working[:3]:
        for path, value in spoiled(good["scenario"], task["error"]):
            if is_over() or len(failing) >= FAILING_MAX:
                break
            scenario = changed(good["scenario"], path, value)
            outcome = attempt(scenario)
            if is_failure(outcome, task):
                relatives = [] if is_over() else relatives_of(good["scenario"], path, attempt)
                relatives += elsewhere(module, task, scenario)
                failing.append(found(scenario, outcome, path, relatives, False))
    note = f"{'.'.join(task['names'])}: does not fail as production did (last: {last})"
    return {"failing": failing, "working": working, "runs": tried, "note": note}


def search_loading(task, attempt):
    scenario = {"arguments": [], "self": None}
    outcome = attempt(scenario)
    failing = [found(scenario, outcome, None, [], False)] if is_failure(outcome, task) else []
    last = (outcome.get("error") or {}).get("message") or outcome["end"]
    note = f"import of {task['module']}: does not fail as production did (last: {last})"
    return {"failing": failing, "working": [], "runs": 1, "note": note}


def elsewhere(module, task, scenario):
    """What the failing call gives on a machine that reads files in the encoding they are in."""
    message = task["error"]["message"]
    if codec_of(message) is None or not is_utf_8(message):
        return []
    return [{"relation": "elsewhere", "outcome": run(module, task, scenario, "utf-8")}]


def found(scenario, outcome, path, relatives, captured):
    return {
        "scenario": scenario,
        "outcome": outcome,
        "path": None if path is None else list(path),
        "relatives": relatives,
        "captured": captured,
    }


def is_failure(outcome, task):
    error = outcome.get("error")
    if error is None or error["type"] != task["error"]["type"]:
        return False
    # An endless recursion ends wherever the stack is full, in the words of what was called last.
    if error["type"] == "RecursionError":
        return error["path"] == task["crash"]["path"]
    if (error["path"], error["line"]) != (task["crash"]["path"], task["crash"]["line"]):
        return False
    return bare(error["message"]) == bare(task["error"]["message"]) or (
        task["error"]["varies"] and plain(error["message"]) == plain(task["error"]["message"])
    )


def bare(message):
    """Without the advice that Python adds where it prints an error."""
    return re.sub(r"\. Did you (?:mean|forget).*$| \(\S+\.py\)$", "", message)


def plain(message):
    return re.sub(r"0x[0-9a-f]+|\d+", "0", re.sub(r"'[^']*'|\"[^\"]*\"", "*", message))


def whole(scenario):
    return [*scenario["arguments"], *([] if scenario["self"] is None else [scenario["self"]])]


def changed(scenario, path, value):
    values = replaced(whole(scenario), path, value)
    count = len(scenario["arguments"])
    return {"arguments": values[:count], "self": values[count] if scenario["self"] is not None else None}


def spoiled(scenario, error):
    """Every value as it may be missing: gone, None, empty, or one that nothing knows."""
    values = whole(scenario)
    for path in places_in(values, len(scenario["arguments"])):
        value = at(values, path)
        parent = at(values, path[:-1]) if len(path) > 1 else None
        if isinstance(value, dict) and value["$"] == "file" and codec_of(error["message"]) is not None:
            yield path, {**value, "text": value["text"] + text_with(error["message"])}
        # Data that refers to itself.
        if error["type"] == "RecursionError" and len(path) > 1 and isinstance(value, dict):
            if value["$"] in ("object", "dict"):
                yield path, {"$": "up"}
        if isinstance(value, dict) and value["$"] == "answer" and error["type"].endswith("JSONDecodeError"):
            yield path, {**value, "failed": True}
        if isinstance(parent, dict) and parent.get("$") == "dict":
            yield path, GONE
        yield path, None
        if isinstance(value, str):
            yield path, OTHER_TEXT
            yield path, ""
        elif isinstance(value, dict) and value["$"] == "list":
            yield path, {"$": "list", "items": []}
        elif isinstance(value, (int, float)):
            yield path, 0


def places_in(values, count):
    for index, value in enumerate(values):
        for path in places(value):
            # The object a method belongs to is never missing.
            if path or index < count:
                yield (index,) + path


def relatives_of(scenario, path, attempt):
    """What the code does with other values at that place, with an empty list, and without the item of a list."""
    values = whole(scenario)
    value = at(values, path)
    relatives = []

    def add(relation, other):
        relatives.append({"relation": relation, "outcome": attempt(changed(scenario, *other))})

    add("given", (path, value))
    for other in others_of(value):
        add("varied", (path, other))
    if isinstance(value, dict) and value["$"] == "list":
        add("empty", (path, {"$": "list", "items": []}))
    for length in range(len(path) - 1, 0, -1):
        parent = at(values, path[:length])
        if isinstance(parent, dict) and parent.get("$") == "list" and len(parent["items"]) > 1:
            add("left_out", (path[: length + 1], GONE))
    return relatives


def others_of(value):
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, (int, float)):
        return [value + 1, value + 5]
    if isinstance(value, str):
        return [value + "x", "other"]
    if isinstance(value, dict) and value["$"] == "list":
        return [{**value, "items": value["items"] * 2}]
    return []


def perform(task):
    module = load(task["module"]) if task["names"] else None
    if task["task"] == "search":
        return search(module, task)
    return [run(module, task, scenario) for scenario in task["scenarios"]]


if __name__ == "__main__":
    mark = sys.argv[1]
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "task.json"), encoding="utf-8") as file:
        given = json.load(file)
    answer = json.dumps(perform(given))
    sys.stdout.write(f"\n{mark}{answer}\n")
    sys.stdout.flush()
    os._exit(0)
