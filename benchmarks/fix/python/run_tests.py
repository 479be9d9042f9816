"""Runs one test file without pytest and prints a line of JSON for each test: how it ended, and the traceback."""
import importlib
import json
import os
import signal
import sys
import traceback
import types

SECONDS_MAX = 3
FRAMES_MAX = 50


def parametrize(_names, rows):
    def decorate(function):
        function.rows = list(rows)
        return function

    return decorate


def stand_in_for_pytest():
    pytest = types.ModuleType("pytest")
    pytest.use_correct = False
    pytest.run_slow = False
    pytest.mark = types.SimpleNamespace(parametrize=parametrize, slow=lambda function: function)
    pytest.approx = lambda value, rel=None, abs=None: Near(value, rel or abs or 1e-6)
    pytest.param = lambda *values, **_: values
    sys.modules["pytest"] = pytest


class Near:
    def __init__(self, value, off):
        self.value, self.off = value, off

    def __eq__(self, other):
        return abs(other - self.value) <= self.off * max(1, abs(self.value))


def too_slow(*_):
    raise TimeoutError("The test took too long.")


def told(error):
    own = [
        {"file": os.path.relpath(frame.filename), "line": frame.lineno, "function": frame.name}
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename.startswith(os.getcwd()) and not frame.filename.endswith("run_tests.py")
    ]
    return {"type": type(error).__name__, "message": str(error), "frames": own[-FRAMES_MAX:]}


def run(name, function, values):
    error = None
    signal.setitimer(signal.ITIMER_REAL, SECONDS_MAX)
    try:
        function(*values)
    except BaseException as raised:
        error = told(raised)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    print(json.dumps({"test": name, "error": error}), flush=True)


if __name__ == "__main__":
    folder, file = os.path.split(sys.argv[1])
    sys.path[:0] = [os.getcwd(), os.path.join(os.getcwd(), folder)]
    stand_in_for_pytest()
    signal.signal(signal.SIGALRM, too_slow)
    module = importlib.import_module(file.removesuffix(".py"))
    for key, value in list(vars(module).items()):
        if key.startswith("test") and callable(value):
            for number, row in enumerate(getattr(value, "rows", [()])):
                run(f"{key}[{number}]", value, row)
