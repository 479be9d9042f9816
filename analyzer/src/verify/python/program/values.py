"""Values as JSON: built for a call, summed up after it, and spoiled one place after the other."""
import types

from outside import Answer, file_with

DEPTH_MAX = 6
ITEMS_MAX = 50


# Objects and dictionaries that are being made, the innermost last.
MAKING = []


class Made:
    """An object with the attributes and methods the code was seen to use."""

    def __init__(self, value, effects):
        MAKING.append(self)
        for name, inner in value["fields"].items():
            setattr(self, name, build(inner, effects))
        MAKING.pop()
        for name, inner in value["methods"].items():
            setattr(self, name, recorded(name, inner, effects))


def recorded(name, returns, effects):
    def call(*args, **named):
        effects.append([name, summarize(args), summarize(named)])
        return build(returns, effects)

    return call


def build(value, effects):
    if not isinstance(value, dict):
        return value
    kind = value["$"]
    if kind == "list":
        return [build(item, effects) for item in value["items"]]
    if kind == "dict":
        made = {}
        MAKING.append(made)
        made.update({key: build(item, effects) for key, item in value["items"]})
        MAKING.pop()
        return made
    if kind == "up":
        return MAKING[-1] if MAKING else None
    if kind == "file":
        return file_with(value["text"])
    if kind == "answer":
        made = Made(value, effects)
        return Answer(made, lambda: build(value["body"], effects), value["failed"])
    if kind == "function":
        return recorded("function", value["returns"], effects)
    return Made(value, effects)


def summarize(value, depth=0):
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        return value if value == value and abs(value) != float("inf") else {"$": repr(value)}
    name = type(value).__name__
    if depth > DEPTH_MAX:
        return {"$": name}
    if isinstance(value, (list, tuple, set, frozenset)):
        items = sorted(value, key=repr) if isinstance(value, (set, frozenset)) else value
        return {"$": name, "items": [summarize(item, depth + 1) for item in list(items)[:ITEMS_MAX]]}
    if isinstance(value, dict):
        items = list(value.items())[:ITEMS_MAX]
        return {"$": "dict", "items": [[summarize(key, depth + 1), summarize(item, depth + 1)] for key, item in items]}
    if isinstance(value, (types.FunctionType, types.MethodType, type)):
        return {"$": name}
    if isinstance(value, (types.GeneratorType, map, filter, zip)):
        return summarize([item for item, _ in zip(value, range(ITEMS_MAX))], depth)
    fields = {key: summarize(item, depth + 1) for key, item in sorted(getattr(value, "__dict__", {}).items())}
    text = "" if fields or " at 0x" in repr(value) else repr(value)[:200]
    return {"$": name, "fields": fields, "text": text}


def places(value, path=()):
    """Paths of all values inside a value, outermost first."""
    yield path
    if not isinstance(value, dict):
        return
    if value["$"] == "list":
        inner = [(index, item) for index, item in enumerate(value["items"])]
    elif value["$"] == "dict":
        inner = [(index, item) for index, (_, item) in enumerate(value["items"])]
    elif value["$"] == "object":
        inner = [("fields", name, item) for name, item in value["fields"].items()]
        inner += [("methods", name, item) for name, item in value["methods"].items()]
    elif value["$"] == "answer":
        inner = [("body", value["body"])]
    elif value["$"] == "function":
        inner = [("returns", value["returns"])]
    else:
        inner = []
    for *steps, item in inner:
        yield from places(item, path + tuple(steps))


def at(value, path):
    for step in path:
        kind = None if isinstance(value, list) else value.get("$")
        if kind == "list":
            value = value["items"][step]
        elif kind == "dict":
            value = value["items"][step][1]
        else:
            value = value[step]
    return value


GONE = object()


def replaced(value, path, new):
    """A copy with another value at a path; `GONE` takes the item or key away."""
    if not path:
        return new
    step, rest = path[0], path[1:]
    if isinstance(value, list):
        return value[:step] + [replaced(value[step], rest, new)] + value[step + 1 :]
    kind = value.get("$")
    if kind in ("list", "dict") and isinstance(step, int):
        items = list(value["items"])
        if new is GONE and not rest:
            del items[step]
        elif kind == "list":
            items[step] = replaced(items[step], rest, new)
        else:
            items[step] = [items[step][0], replaced(items[step][1], rest, new)]
        return {**value, "items": items}
    if new is GONE and not rest:
        return {key: inner for key, inner in value.items() if key != step}
    return {**value, step: replaced(value[step], rest, new)}
