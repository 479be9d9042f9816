"""One call in a process of its own, and what came of it."""
import asyncio
import importlib
import inspect
import json
import os
import random
import signal
import sys
import traceback

from absent import CALLS, stand_in_for_absent_packages
from probe import Probe, TooMuch, Uses, value_of, Pools
from outside import HTTPError, codec_of, machine_reads
from values import build, summarize

SECONDS_MAX = 2.0
ANSWER_BYTES_MAX = 1_000_000


def load(path):
    """A module by its path: by its dotted name where its folders are packages."""
    folder, name = os.path.split(path)
    parts = [name.removesuffix(".py")]
    while folder and os.path.exists(os.path.join(folder, "__init__.py")):
        folder, package = os.path.split(folder)
        parts.insert(0, package)
    for place in (os.getcwd(), os.path.join(os.getcwd(), "src"), os.path.join(os.getcwd(), folder)):
        sys.path.insert(0, place)
    if parts[-1] == "__init__":
        parts.pop()
    try:
        return importlib.import_module(".".join(parts))
    except ModuleNotFoundError:
        # Only then: code that asks whether a package is there shall hear that it is not.
        stand_in_for_absent_packages()
        return importlib.import_module(".".join(parts))


def forked(work):
    """What `work` gives in a child process, as JSON; a word about its end where it gives nothing."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, SECONDS_MAX)
        random.seed(1)
        answer = json.dumps(work()).encode()[:ANSWER_BYTES_MAX]
        while answer:
            answer = answer[os.write(writing, answer) :]
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        text = pipe.read()
    _, status = os.waitpid(child, 0)
    try:
        return json.loads(text)
    except ValueError:
        hung = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGALRM
        return {"end": "hung" if hung else "exited"}


def function_of(module, names):
    found = module
    for name in names:
        found = inspect.getattr_static(found, name) if inspect.isclass(found) else getattr(found, name)
    return found.__func__ if isinstance(found, (staticmethod, classmethod)) else found


def subject_of(module, names, scenario, effects):
    """The function and its arguments; a method gets an object of its class that was not initialized."""
    arguments = [build(value, effects) for value in scenario["arguments"]]
    if scenario["self"] is None:
        return function_of(module, names), arguments
    owner = function_of(module, names[:-1])
    self = object.__new__(owner)
    for name, value in scenario["self"]["fields"].items():
        setattr(self, name, build(value, effects))
    return function_of(module, names), [self] + arguments


def run(module, task, scenario, codec=None):
    if not task["names"]:
        return forked(lambda: outcome_of_loading(task))
    return forked(lambda: outcome_of(module, task, scenario, codec or codec_of(task["error"]["message"])))


def outcome_of_loading(task):
    """An import that finds nothing stops the module before there is a function to call."""
    try:
        load(task["module"])
        return {"end": "returned", "result": None, "error": None, "effects": [], "after": [], "reached": False}
    except Exception as error:
        return {"end": "thrown", "result": None, "error": told(error), "effects": [], "after": [], "reached": True}


def outcome_of(module, task, scenario, codec):
    effects, reached = [], []
    if codec is not None:
        machine_reads(codec)
    crash = os.path.join(os.getcwd(), task["crash"]["path"])
    line = task["crash"]["line"]

    def trace(frame, event, _):
        if frame.f_code.co_filename != crash:
            return None
        if event == "line" and frame.f_lineno == line:
            reached.append(line)
        return trace

    function, arguments = subject_of(module, task["names"], scenario, effects)
    CALLS.clear()
    try:
        sys.settrace(trace)
        result = function(*arguments)
        if inspect.iscoroutine(result):
            result = asyncio.run(result)
        outcome = {"end": "returned", "result": summarize(result), "error": None}
    except Exception as error:
        outcome = {"end": "thrown", "result": None, "error": told(error)}
    finally:
        sys.settrace(None)
    return {**outcome, "effects": effects + CALLS, "after": [summarize(value) for value in arguments], "reached": len(reached) > 0}


def told(error):
    root = os.getcwd() + os.sep
    own = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename.startswith(root) and os.sep + ".bugsage" not in frame.filename
    ]
    last = own[-1] if own else None
    return {
        "type": type(error).__name__,
        "message": str(error).split("\n", 1)[0][:300],
        "path": None if last is None else last.filename[len(root) :],
        "line": None if last is None else last.lineno,
        "column": getattr(last, "end_colno", None),
        "raised": last is not None and (last.line or "").lstrip().startswith("raise"),
        "answered": isinstance(error, HTTPError),
        "stack": "".join(traceback.format_list(own))[:2000],
    }


def learn(module, task, words):
    """Arguments as the function uses them, one set for each seed; how it ended where it gave nothing back."""

    def work():
        machine_reads(None)
        function = function_of(module, task["names"])
        uses = [Uses((name,)) for name in task["parameters"]]
        own = Uses(("self",))
        probes = [Probe(one) for one in uses]
        for less in (True, False):
            Uses.less, Uses.steps = less, 0
            try:
                result = function(*([Probe(own)] if task["isMethod"] else []), *probes)
                if inspect.iscoroutine(result):
                    asyncio.run(result)
                elif inspect.isgenerator(result):
                    list(result)
            except (Exception, TooMuch):
                pass
        return [scenario_of(uses, own, Pools(words, seed), task) for seed in range(task["seeds"])]

    return forked(work)


def scenario_of(uses, own, pools, task):
    self = None
    if task["isMethod"]:
        made = value_of(own, pools)
        self = made if isinstance(made, dict) and made["$"] == "object" else {"$": "object", "fields": {}, "methods": {}}
    return {"arguments": [value_of(one, pools) for one in uses], "self": self}
