"""Stand-ins that accept everything and note how they are used; values are made from what was noted."""
from outside import file_with

TEXT = set("upper lower strip lstrip rstrip split rsplit splitlines startswith endswith replace title capitalize encode join format zfill casefold isdigit isalpha partition removeprefix removesuffix find".split())
DICT = set("get items keys values setdefault update popitem".split())
LIST = set("append extend insert sort reverse remove".split())
STEPS_MAX = 2000
# Values inside of values: a list whose items lead to the next one is learned so far.
DEPTH_MAX = 10
FILE_TEXT = "first line\nsecond line\n"


class TooMuch(BaseException):
    """A loop over stand-ins that does not end."""


class Uses:
    """What was done with one stand-in."""

    steps = 0
    # What comparisons of stand-ins give; both branches behind them are learned.
    less = True

    def __init__(self, path):
        self.path = path
        self.attributes = {}
        self.items = {}
        self.keyed_by = None
        self.called = None
        self.kinds = []
        self.equals = []
        # More was read of it than is learned: chains end there.
        self.is_end = False

    def child(self, table, key, step):
        Uses.steps += 1
        if len(self.path) > DEPTH_MAX:
            self.is_end = True
        if Uses.steps > STEPS_MAX or self.is_end:
            raise TooMuch()
        if key not in table:
            table[key] = Uses(self.path + (step,))
        return table[key]


def uses_of(probe):
    return object.__getattribute__(probe, "_uses")


def probe_of(uses):
    return Probe(uses)


def noted(kind, result=None):
    def method(self, *others):
        for one in (self, *others):
            if isinstance(one, Probe):
                uses_of(one).kinds.append(kind)
        return self if result is None else result

    return method


def compared(answer):
    method = noted("number")

    def compare(self, other):
        method(self, other)
        return answer()

    return compare


class Probe:
    def __init__(self, uses):
        object.__setattr__(self, "_uses", uses)

    def __getattribute__(self, name):
        if name.startswith("__"):
            return object.__getattribute__(self, name)
        uses = uses_of(self)
        if name in DICT:
            uses.kinds.append("dict")
            return getattr_of_dict(self, name)
        return probe_of(uses.child(uses.attributes, name, name))

    def __setattr__(self, name, value):
        uses_of(self).kinds.append("object")

    def __getitem__(self, key):
        uses = uses_of(self)
        if isinstance(key, slice):
            uses.kinds.append("slice")
            return self
        if isinstance(key, Probe):
            uses.keyed_by = uses_of(key).path
            return probe_of(uses.child(uses.items, "*", "*"))
        return probe_of(uses.child(uses.items, key, key))

    def __setitem__(self, key, value):
        uses_of(self).kinds.append("dict" if isinstance(key, str) else "list")

    def __iter__(self):
        uses = uses_of(self)
        uses.kinds.append("list")
        # What goes down into lists of lists comes back up again, and shows what it makes of them.
        if len(uses.path) >= DEPTH_MAX - 2:
            return iter(())
        return iter([probe_of(uses.child(uses.items, 0, 0))])

    def __contains__(self, key):
        return True

    def __call__(self, *_, **__):
        uses = uses_of(self)
        if uses.called is None:
            uses.called = Uses(uses.path + ("()",))
        return probe_of(uses.called)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return False

    def __eq__(self, other):
        if isinstance(other, (str, int, float)):
            uses_of(self).equals.append(other)
        return False

    def __ne__(self, other):
        return not self.__eq__(other)

    def __hash__(self):
        return id(self)

    def __bool__(self):
        return True

    def __len__(self):
        uses_of(self).kinds.append("sized")
        return 1

    def __fspath__(self):
        uses_of(self).kinds.append("file")
        return file_with(FILE_TEXT)

    def __str__(self):
        return "a1"

    def __format__(self, spec):
        if spec:
            uses_of(self).kinds.append("number")
        return "2"

    __int__ = __index__ = noted("number", 2)
    __float__ = noted("number", 2.0)
    __lt__ = __gt__ = compared(lambda: Uses.less)
    __le__ = __ge__ = compared(lambda: not Uses.less)
    __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = noted("number")
    __floordiv__ = __rfloordiv__ = __mod__ = __pow__ = __neg__ = __abs__ = __round__ = noted("number")

    def __radd__(self, other):
        uses_of(self).kinds.append("text" if isinstance(other, str) else "number")
        return self

    def __add__(self, other):
        for one in (self, other):
            if isinstance(one, Probe):
                uses_of(one).kinds.append("text" if isinstance(other, str) else "number")
        return self


def getattr_of_dict(probe, name):
    if name in ("get", "setdefault"):
        return lambda key, default=None: probe[key]
    uses = uses_of(probe)
    inner = lambda: probe_of(uses.child(uses.items, "k1", "k1"))
    results = {"items": lambda: [("k1", inner())], "keys": lambda: ["k1"], "values": lambda: [inner()]}
    return results.get(name, lambda *_: None)


class Pools:
    """Ordinary values of one kind, another one for each seed."""

    def __init__(self, words, seed):
        self.words = ["a1", "b2"] + [word for word in words if isinstance(word, str)]
        self.seed = seed

    def text(self, path):
        return self.words[(self.seed + len(path) - 1) % len(self.words)]

    def number(self):
        return [2, 3, 10, 1, 7][self.seed % 5]


def value_of(uses, pools):
    """An ordinary value that can be used so."""
    if uses.is_end:
        return None
    names = set(uses.attributes)
    kinds = set(uses.kinds)
    if "file" in kinds:
        return {"$": "file", "text": [FILE_TEXT, "one\n", ""][pools.seed % 3]}
    if names & TEXT or "text" in kinds:
        return pools.text(uses.path)
    keys = [key for key in uses.items if key != "*"]
    if "dict" in kinds or uses.keyed_by is not None or any(isinstance(key, str) for key in keys):
        return dict_of(uses, keys, pools)
    if keys or "list" in kinds or names & LIST:
        return list_of(uses, keys, pools)
    if uses.called is not None:
        return {"$": "function", "returns": value_of(uses.called, pools)}
    if names or "object" in kinds:
        return object_of(uses, pools)
    if uses.equals:
        # What it is compared with leads one way, any other number the other.
        choices = list(dict.fromkeys(uses.equals)) + ([pools.number()] if "number" in kinds else [])
        return choices[pools.seed % len(choices)]
    if "number" in kinds:
        return pools.number()
    if "sized" in kinds and "slice" not in kinds:
        return {"$": "list", "items": ["a1", "b2"]}
    return pools.text(uses.path)


def dict_of(uses, keys, pools):
    items = [[key, value_of(uses.items[key], pools)] for key in keys if isinstance(key, (str, int))]
    if uses.keyed_by is not None:
        items.append([pools.text(uses.keyed_by), value_of(uses.items["*"], pools)])
    return {"$": "dict", "items": items}


def list_of(uses, keys, pools):
    inner = uses.items.get(0) or (uses.items[keys[0]] if keys else None)
    if inner is None or inner.is_end:
        return {"$": "list", "items": []}
    highest = max([abs(key) for key in keys if isinstance(key, int)] + [0])
    count = max(1 + pools.seed % 3, highest + 1)
    items = [value_of(inner, Pools(pools.words, pools.seed + index)) for index in range(count)]
    return {"$": "list", "items": items}


def object_of(uses, pools):
    fields, methods = {}, {}
    for name, inner in uses.attributes.items():
        if inner.called is not None:
            methods[name] = value_of(inner.called, pools)
        else:
            fields[name] = value_of(inner, pools)
    if "json" in methods:
        body = methods.pop("json")
        return {"$": "answer", "failed": False, "body": body, "fields": fields, "methods": methods}
    return {"$": "object", "fields": fields, "methods": methods}
