"""Stand-ins for packages that are not installed, so that what does not need them can be called."""
import importlib.machinery
import sys
import types

from values import summarize


CALLS = []


class Absent:
    """Anything of a package that is not there: it can be read, called and inherited from, and notes its calls."""

    def __init__(self, path):
        self.path = path

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Absent(f"{self.path}.{name}")

    def __call__(self, *args, **named):
        CALLS.append([self.path, summarize(args), summarize(named)])
        return Absent(f"{self.path}()")

    def __mro_entries__(self, bases):
        return ()


class AbsentModule(types.ModuleType):
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Absent(f"{self.__name__}.{name}")


class AbsentPackages:
    """The last finder: asked for what no other one finds."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        return importlib.machinery.ModuleSpec(name, AbsentPackages, is_package=True)

    @staticmethod
    def create_module(spec):
        return AbsentModule(spec.name)

    @staticmethod
    def exec_module(module):
        pass


def stand_in_for_absent_packages():
    sys.meta_path.append(AbsentPackages)
