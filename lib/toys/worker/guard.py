"""Keeps what decides a verdict out of the reach of a reader's code, and puts everything back between two runs.

Runs first in the harness's namespace, which has builtins of its own. Of one interpreter that both share, code may have
everything but: frames of the checks and of the harness, the names their functions see, the classes that were there
before it, what leads out of Python, and what listens to others (docs/decisions/014).
"""
import _imp
import abc
import ast
import builtins
import ctypes
import gc
import importlib
import os
import sys
import types

first = {"path": list(sys.path), "limit": sys.getrecursionlimit(), "folder": os.getcwd(), "collects": gc.get_threshold()}
first["builtins"] = dict(vars(builtins))
first["hooks"] = (sys.displayhook, sys.excepthook, sys.unraisablehook)
outside = {"js", "pyodide", "_pyodide", "pyodide_js", "_pyodide_core", "ctypes", "_ctypes", "_signal",
           "_interpreters", "_interpchannels", "_interpqueues", "_remote_debugging", "_posixsubprocess", "_lsprof",
           "faulthandler", "xxsubtype", "_xxtestfuzz"}
looks = {"tb_frame", "gi_frame", "cr_frame", "ag_frame", "f_back"}
looking = ("sys._getframe", "sys._current_frames", "sys._current_exceptions", "sys.settrace", "sys.setprofile",
           "sys.monitoring.", "gc.get_", "ctypes.")
basis = {"sys", "builtins", "_imp", "_io", "_thread", "_weakref", "_warnings", "marshal", "posix", "time", "zipimport",
         "encodings", "codecs", "io", "abc", "os", "stat", "posixpath", "importlib", "_signal", "_abc", "_codecs",
         "__main__", "site", "_sitebuiltins", "genericpath", "_stat", "os.path"}
# Whose classes code may find: the standard library looks among them itself.
listed = {"builtins", "collections.abc", "io", "_io", "os", "abc"}
changeable = ("register", "__instancecheck__", "__subclasscheck__", "__new__")
watch = {"started": False, "looked_at": None, "private": {id(globals())}, "apart": {}}


def is_outside(name):
    root = name.partition(".")[0]
    return root in outside or root.startswith("_test")


def guard(event, arguments):
    """The audit hook: what it refuses, no code in this interpreter can do; it cannot be taken away again."""
    if not watch["started"]:
        return
    if event == "import" and is_outside(arguments[0]):
        raise ImportError(f"{arguments[0]} is not here: this Python reaches nothing outside itself")
    if event.startswith("socket.") and event != "socket.__new__":
        raise OSError("this Python reaches nothing outside itself")
    if event == "sys.addaudithook":
        raise RuntimeError("nothing may listen in here")
    if event == "object.__setattr__" and arguments[1] == "__code__":
        raise ValueError("the code of a function is not changed here")
    if event == "object.__getattr__" and watch["looked_at"] is not None and arguments[0] is watch["looked_at"]:
        return
    is_looking = event.startswith(looking) and event != "sys._getframemodulename"
    if is_looking or (event.startswith("object.__") and arguments[1] in looks):
        # A ValueError is what the logging module expects where there are no frames to look at.
        raise ValueError(f"{event} is not allowed here: who looks at frames could bend the checks")


def frame_of(trace):
    """The frame of a traceback, for the harness alone."""
    # What is collected may have a finalizer, which would look as well.
    collects = gc.isenabled()
    gc.disable()
    watch["looked_at"] = trace
    try:
        return trace.tb_frame
    finally:
        watch["looked_at"] = None
        if collects:
            gc.enable()


def close_off(checks):
    """Takes away what leads out of this interpreter, and what hands frames to handlers; `checks` are those to come."""
    empty_bridges()
    sys.meta_path[:] = [one for one in sys.meta_path if not type(one).__module__.startswith(("pyodide", "_pyodide"))]
    # What this file uses itself is never shared: the code imports it anew.
    forget_modules()
    for name in ("signal", "raise_signal", "set_wakeup_fd", "setitimer", "alarm"):
        if hasattr(sys.modules.get("_signal"), name):
            setattr(sys.modules["_signal"], name, no_signals)
    watch["apart"] = modules_apart(checks)
    importlib.import_module("_collections_abc")  # It looks at a frame when it is imported, which is refused from now on.
    # Deeper than this the interpreter would die of a MemoryError it can't even report.
    limit = sys.setrecursionlimit
    sys.setrecursionlimit = lambda most: limit(min(most, 3000))
    first["plot_file"] = next(path for folder in first["path"] if os.path.isfile(path := os.path.join(folder, "plot.py")))
    first["plot"] = read_file(first["plot_file"])
    sys.meta_path.insert(0, Tracebacks)
    hide()
    first["modules"] = dict(sys.modules)
    first["finders"], first["path_hooks"] = list(sys.meta_path), list(sys.path_hooks)
    first["importers"], first["abstract"] = dict(sys.path_importer_cache), dict(vars(abc.ABCMeta))
    first["contents"] = {name: dict(vars(module)) for name, module in sys.modules.items() if hasattr(module, "__dict__")}
    sys.addaudithook(guard)
    watch["started"] = True


class Tracebacks:
    """Finds a `traceback` for the code that shows no frame, since it is nothing without them."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name != "traceback":
            return None
        spec = next(found for one in first["finders"][1:] if (found := one.find_spec(name, path, target)))
        load = spec.loader.exec_module

        def exec_module(module):
            load(module)
            module.walk_tb, module._walk_tb_with_full_positions = walk, walk_with_positions

        spec.loader = types.SimpleNamespace(create_module=spec.loader.create_module, exec_module=exec_module)
        return spec


def walk(trace):
    while trace is not None:
        yield shown_of(frame_of(trace)), trace.tb_lineno
        trace = trace.tb_next


def walk_with_positions(trace):
    for shown, line in walk(trace):
        yield shown, (line, None, None, None)


def shown_of(frame):
    """What is printed of a frame."""
    names = {"__name__": frame.f_globals.get("__name__")}
    return types.SimpleNamespace(f_code=frame.f_code, f_globals=names, f_locals={}, f_builtins={})


def no_signals(*_):
    raise OSError("no signals reach this Python")


def empty_bridges():
    """The objects through which Pyodide lets Python see JavaScript."""
    for kind in every_class():
        if kind.__module__.partition(".")[0] in ("pyodide", "_pyodide") and kind.__name__ == "JsFinder":
            kind.__init__.__globals__["jsfinder"].jsproxies.clear()


def hide():
    """Hides what functions of the harness and of the checks see, and the classes that are there by now."""
    known, subclasses, create = frozenset(every_class()), type.__subclasses__, _imp.create_builtin

    def found(cls):
        # Of a class that is hidden itself all are told: that is how abstract ones know theirs.
        if type(cls) is abc.ABCMeta and cls in known and cls.__module__ not in listed:
            return subclasses(cls)
        return [one for one in subclasses(cls) if one not in known or one.__module__ in listed]

    def create_builtin(spec):
        name = spec.name
        if type(name) is not str or is_outside(name):
            raise ImportError("that is not here: this Python reaches nothing outside itself")
        # A name of its own, which is what it was looked at by.
        return create(types.SimpleNamespace(name=name))

    _imp.create_builtin = create_builtin
    functions, shared = names_of(types.FunctionType), vars(builtins)
    see = functions["__globals__"].__get__
    for name in ("__globals__", "__closure__"):
        functions[name] = property(unless_private(see, functions[name].__get__, name))
    functions["__builtins__"] = property(lambda _: shared)
    names_of(type)["__subclasses__"] = found
    for kind in (types.FunctionType, type):
        ctypes.pythonapi.PyType_Modified(ctypes.py_object(kind))


def unless_private(see, read, name):
    def value(function):
        if id(see(function)) in watch["private"]:
            raise AttributeError(f"{name} of the checks is not shown")
        return read(function)

    return value


def names_of(kind):
    """The names of a builtin type themselves, where Python shows a view of them."""
    return gc.get_referents(kind.__dict__)[0]


def every_class():
    found, to_do = set(), [object]
    while to_do:
        for one in type.__subclasses__(to_do.pop()):
            if one not in found and one is not type:
                found.add(one)
                to_do.append(one)
    return found


def restore():
    """Puts modules, builtins, streams and files back as they were before anybody's code ran."""
    gc.callbacks.clear()
    gc.set_threshold(*first["collects"])
    for name, contents in first["contents"].items():
        put_back(vars(first["modules"][name]), contents)
    put_back(vars(builtins), first["builtins"])
    put_back(sys.modules, first["modules"])
    sys.path[:], sys.meta_path[:], sys.path_hooks[:] = first["path"], first["finders"], first["path_hooks"]
    put_back(sys.path_importer_cache, first["importers"])
    for name, value in first["abstract"].items():
        if name in changeable and vars(abc.ABCMeta)[name] is not value:
            setattr(abc.ABCMeta, name, value)
    sys.displayhook, sys.excepthook, sys.unraisablehook = first["hooks"]
    sys.setrecursionlimit(first["limit"])
    restore_files()
    # New ones: code may have closed the others.
    sys.stdout = sys.__stdout__ = first["out"] = open_stream(1)
    sys.stderr = sys.__stderr__ = first["error"] = open_stream(2)
    sys.stdin = sys.__stdin__


def restore_files():
    os.chdir(first["folder"])
    for entry in os.scandir("."):
        if entry.is_file(follow_symlinks=False) or entry.is_symlink():
            os.unlink(entry.path)
    if not os.path.isfile(first["plot_file"]) or read_file(first["plot_file"]) != first["plot"]:
        with open(first["plot_file"], "w") as file:
            file.write(first["plot"])


def read_file(path):
    with open(path, errors="replace") as file:
        return file.read()


def open_stream(number):
    return open(number, "w", encoding="utf-8", errors="backslashreplace", closefd=False, buffering=1)


def flush():
    """Shows what was printed without an end of line; it is the next run's else."""
    for name in ("out", "error"):
        try:
            first[name].flush()
        except ValueError:
            pass  # The code has closed it.


def put_back(now, before):
    for name in [name for name in now if name not in before]:
        del now[name]
    for name, value in before.items():
        if now.get(name, now) is not value:
            now[name] = value


def modules_apart(source):
    """What a text of checks imports, imported once more for it alone: nothing that a reader's code changes is there."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    shared = dict(sys.modules)
    forget_modules()
    machinery, own = sys.modules["_frozen_importlib"], dict(first["builtins"])
    new_module = machinery._new_module
    machinery._new_module = lambda name: with_builtins(new_module(name), own)
    try:
        for name in names:
            try:
                importlib.import_module(name)
            except ImportError:
                pass  # The check that wants it says so itself.
    finally:
        machinery._new_module = new_module
    apart = dict(sys.modules)
    put_back(sys.modules, shared)
    watch["private"].update(id(vars(one)) for name, one in apart.items() if shared.get(name) is not one)
    return apart


def with_builtins(module, names):
    vars(module)["__builtins__"] = names
    return module


def forget_modules():
    """Leaves what the interpreter itself stands on; the next import of anything else makes it anew."""
    for name in list(sys.modules):
        if name.partition(".")[0] not in basis and not name.startswith("_frozen"):
            del sys.modules[name]


def import_from(apart):
    def import_apart(name, globals=None, locals=None, fromlist=(), level=0):
        if name not in apart:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return apart[name] if fromlist else apart[name.partition(".")[0]]

    return import_apart
