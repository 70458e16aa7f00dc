"""Runs a reader's code, and the checks of a toy problem against it, inside Pyodide.

Started once in a namespace with builtins of its own, before anything of a reader's ran. What decides a verdict is
out of the code's reach: checks and this file have builtins and modules that the code does not share, and nothing it
runs may look at frames (docs/decisions/014). Every answer is text: JSON, after one character for a check's verdict.
"""
import ast
import builtins
import importlib
import json
import sys
import traceback
import types

first = {"path": list(sys.path), "limit": sys.getrecursionlimit()}
first["builtins"] = dict(vars(builtins))
first["streams"] = (sys.stdin, sys.stdout, sys.stderr)
first["hooks"] = (sys.displayhook, sys.excepthook, sys.unraisablehook)
outside = ("js", "pyodide", "_pyodide", "pyodide_js", "_pyodide_core", "ctypes", "_ctypes", "_signal")
told_elsewhere = {"m", "want", "got", "expected"}
looks = {"tb_frame", "gi_frame", "cr_frame", "ag_frame", "f_back"}
looking = ("sys._getframe", "sys._current_frames", "sys._current_exceptions", "sys.settrace", "sys.setprofile",
           "sys.monitoring.", "gc.get_", "ctypes.")
basis = {"sys", "builtins", "_imp", "_io", "_thread", "_weakref", "_warnings", "marshal", "posix", "time", "zipimport",
         "encodings", "codecs", "io", "abc", "os", "stat", "posixpath", "importlib", "_signal", "_abc", "_codecs",
         "__main__", "site", "_sitebuiltins", "genericpath", "_stat", "os.path"}
state = {"locked": True, "started": False, "checks": {}, "asserts": {}, "compared": None, "given": None,
         "apart": {}, "lines": {}}


def guard(event, arguments):
    """The audit hook: what it refuses, no code in this interpreter can do; it cannot be taken away again."""
    if not state["started"]:
        return
    if event == "import" and arguments[0].partition(".")[0] in outside:
        raise ImportError(f"{arguments[0]} is not here: this Python reaches nothing outside itself")
    if event == "sys.addaudithook":
        raise RuntimeError("nothing may listen in here")
    if not state["locked"]:
        return
    is_looking = event.startswith(looking) and event != "sys._getframemodulename"
    if is_looking or (event.startswith("object.__") and arguments[1] in looks):
        # A ValueError is what the logging module expects where there are no frames to look at.
        raise ValueError(f"{event} is not allowed here: who looks at frames could bend the checks")


def close_off(checks):
    """Takes away what leads out of this interpreter, and what hands frames to handlers; `checks` are those to come."""
    sys.meta_path[:] = [one for one in sys.meta_path if not type(one).__module__.startswith(("pyodide", "_pyodide"))]
    # What this file uses itself is never shared: the code imports it anew.
    forget_modules()
    signals = sys.modules.get("_signal")
    for name in ("signal", "raise_signal", "set_wakeup_fd", "setitimer", "alarm"):
        if signals is not None and hasattr(signals, name):
            delattr(signals, name)
    state["apart"] = modules_apart(checks)
    importlib.import_module("_collections_abc")  # It looks at a frame when it is imported, which is refused from now on.
    # Deeper than this the interpreter would die of a MemoryError it can't even report.
    exec("def setrecursionlimit(limit): set_limit(min(limit, 3000))", lent := {"set_limit": sys.setrecursionlimit})
    sys.setrecursionlimit = lent["setrecursionlimit"]
    first["modules"] = dict(sys.modules)
    first["finders"] = list(sys.meta_path)
    first["contents"] = {name: dict(vars(module)) for name, module in sys.modules.items() if hasattr(module, "__dict__")}
    sys.addaudithook(guard)
    state["started"] = True


def restore():
    """Puts modules, builtins and streams back as they were before anybody's code ran."""
    for name, contents in first["contents"].items():
        put_back(vars(first["modules"][name]), contents)
    put_back(vars(builtins), first["builtins"])
    put_back(sys.modules, first["modules"])
    sys.path[:], sys.meta_path[:] = first["path"], first["finders"]
    sys.stdin, sys.stdout, sys.stderr = first["streams"]
    sys.displayhook, sys.excepthook, sys.unraisablehook = first["hooks"]
    sys.setrecursionlimit(first["limit"])


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
    for name in names:
        try:
            importlib.import_module(name)
        except ImportError:
            pass  # The check that wants it says so itself.
    apart = dict(sys.modules)
    put_back(sys.modules, shared)
    return apart


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


def remember(name, source):
    state["lines"][name] = source.splitlines()


def line_of(name, number):
    lines = state["lines"][name]
    return lines[number - 1].strip() if 0 < number <= len(lines) else ""


def execute(source, name, called):
    """Runs a file as a module; gives its names, and what stopped it if it did not come to its end."""
    remember(name, source)
    module = sys.modules[called] = types.ModuleType(called)
    names = vars(module)
    names["__builtins__"] = builtins
    try:
        exec(compile(source, name, "exec"), names)
    except KeyboardInterrupt:
        return names, {"stopped": True}
    except SystemExit as error:
        return names, {} if error.code in (None, 0) else {"error": f"SystemExit: {short(error.code)}"}
    except BaseException as error:
        return names, {"error": words_of(error), "line": line_in(error, name)}
    return names, {}


def run(source):
    """Runs the code as a program, in a namespace of its own."""
    restore()
    _, problem = execute(source, "your code", "__main__")
    put_back(vars(builtins), first["builtins"])
    return json.dumps(problem)


def start_checks(source, checks):
    """Runs the code as a module and reads the checks; gives their names and titles, or why there is nothing to check."""
    restore()
    private = {**first["builtins"]}
    private["__import__"] = import_from(state["apart"])
    tests = {"__name__": "checks", "__builtins__": private, "_compare_": compare, "_near_": near}
    tree = ast.parse(checks)
    state["asserts"] = {node.lineno: node for node in ast.walk(ast.parse(checks)) if isinstance(node, ast.Assert)}
    remember("checks.py", checks)
    exec(compile(ast.fix_missing_locations(Recorded().visit(tree)), "checks.py", "exec"), tests)
    state["checks"] = {name: check for name, check in tests.items() if name.startswith("check_")}
    state["given"], problem = execute(source, "your code", "toy")
    put_back(vars(builtins), first["builtins"])
    listed = [{"name": name, "title": title_of(check)} for name, check in state["checks"].items()]
    return json.dumps({**problem, "checks": listed})


def run_check(name):
    """Runs one check with the names of the code that was started; passed only if it came to its end."""
    given = {key: value for key, value in state["given"].items() if not key.startswith("__")}
    check, verdict, told = state["checks"][name], "-", {}
    state["compared"] = None
    try:
        check(types.SimpleNamespace(**given))
        verdict = "+"
    except KeyboardInterrupt:
        told = {"stopped": True}
    except BaseException as error:
        told = told_of(error)
    # json is written in Python and uses the builtins that the code may have changed a moment ago.
    put_back(vars(builtins), first["builtins"])
    return verdict + json.dumps({"name": name, "title": title_of(check), **told})


def told_of(error):
    """What is told of a failed check; less, where the code changes what telling it needs."""
    put_back(vars(builtins), first["builtins"])
    try:
        return explain(error)
    except BaseException:
        return {}


def title_of(check):
    return ((check.__doc__ or check.__name__).strip().splitlines() or [""])[0]


def explain(error):
    """What is told of a failed check: the line, and of an assertion what was given, expected and got."""
    frames = frames_of(error)
    own = [(frame, number) for frame, number in frames if frame.f_code.co_filename == "checks.py"]
    theirs = [number for frame, number in frames if frame.f_code.co_filename == "your code"]
    told = {}
    if own:
        told["line"] = own[-1][1]
        told["source"] = line_of("checks.py", told["line"])
    if theirs:
        told["codeLine"] = theirs[-1]
    node = state["asserts"].get(told.get("line"))
    if type(error) is not AssertionError or node is None or theirs:
        return {**told, "message": message_of(error)}
    told["source"] = ast.unparse(node.test)
    if state["compared"] is not None:
        told["got"], told["expected"] = (short(value) for value in state["compared"])
    inputs = given_to(node, own[-1][0])
    if inputs:
        told["given"] = inputs
    if error.args:
        told["message"] = short(error.args[0]) if not isinstance(error.args[0], str) else error.args[0][:600]
    return told


def given_to(node, frame):
    """The values of the check's own variables that its assertion names."""
    values = {**frame.f_locals}
    names = dict.fromkeys(one.id for one in ast.walk(node.test) if isinstance(one, ast.Name))
    told = [(name, short(values[name])) for name in names if name in values and name not in told_elsewhere]
    # Where an object stands in memory helps nobody.
    plain = [f"{name} = {text}" for name, text in told if not text.startswith("<")]
    return ", ".join(plain[:4])


def message_of(error):
    try:
        return f"{type(error).__name__}: {error}"[:600]
    except Exception:
        return type(error).__name__


def short(value, most=300):
    try:
        text = repr(value)
    except Exception as error:
        return f"<{type(value).__name__} that cannot be shown: {type(error).__name__}>"
    return text if len(text) <= most else f"{text[:most]}…"


def frames_of(error):
    """The frames an error came through, with their lines: the one place that may look at them."""
    found, trace = [], error.__traceback__
    state["locked"] = False
    try:
        while trace is not None:
            found.append((trace.tb_frame, trace.tb_lineno))
            trace = trace.tb_next
    finally:
        state["locked"] = True
    return found


def words_of(error):
    """A traceback of the reader's own lines."""
    if isinstance(error, SyntaxError):
        return "".join(traceback.format_exception_only(error))
    lines = []
    for frame, number in frames_of(error)[-40:]:
        code = frame.f_code
        if code.co_filename != "your code":
            continue
        where = "" if code.co_name == "<module>" else f", in {code.co_name}"
        lines.append(f"Line {number}{where}: {line_of('your code', number)}\n")
    return "".join([*lines[-12:], message_of(error)])


def line_in(error, name):
    if isinstance(error, SyntaxError):
        return error.lineno
    lines = [line for frame, line in frames_of(error) if frame.f_code.co_filename == name]
    return lines[-1] if lines else None


class Recorded(ast.NodeTransformer):
    """Lets comparisons of the checks go through `compare` and `near`, which note both sides."""

    def visit_Compare(self, node):
        self.generic_visit(node)
        if len(node.ops) != 1:
            return node
        sign, left, right = type(node.ops[0]).__name__, node.left, node.comparators[0]
        is_distance = (isinstance(left, ast.Call) and isinstance(left.func, ast.Name) and left.func.id == "abs"
                       and isinstance(left.args[0], ast.BinOp) and isinstance(left.args[0].op, ast.Sub))
        if is_distance and sign in ("Lt", "LtE"):
            return call("_near_", node, ast.Constant(sign), left.args[0].left, left.args[0].right, right)
        return call("_compare_", node, ast.Constant(sign), left, right)


def call(name, at, *arguments):
    function = ast.copy_location(ast.Name(name, ast.Load()), at)
    return ast.copy_location(ast.Call(function, list(arguments), []), at)


signs = {
    "Eq": lambda a, b: a == b, "NotEq": lambda a, b: a != b, "Lt": lambda a, b: a < b, "LtE": lambda a, b: a <= b,
    "Gt": lambda a, b: a > b, "GtE": lambda a, b: a >= b, "Is": lambda a, b: a is b, "IsNot": lambda a, b: a is not b,
    "In": lambda a, b: a in b, "NotIn": lambda a, b: a not in b,
}
plain_types = (int, float, complex, str, bytes, bool, type(None), list, tuple, dict, set, frozenset, range)
compares = ("__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__contains__", "__hash__")


def compare(sign, left, right):
    if sign not in ("Is", "IsNot"):
        require_honest(left, right)
    outcome = signs[sign](left, right)
    if not outcome:
        state["compared"] = (left, right)
    return outcome


def near(sign, left, right, most):
    require_honest(left, right)
    outcome = signs[sign](abs(left - right), most)
    if not outcome:
        state["compared"] = (left, right)
    return outcome


def require_honest(left, right):
    """Refuses to compare a plain value with one that answers for itself: it could say yes to everything."""
    if is_plain(left) != is_plain(right) and not (answers_as_all(left) and answers_as_all(right)):
        raise AssertionError("A value here decides by itself what it is equal to; the check wants a plain one.")


def is_plain(value, depth=0):
    kind = type(value)
    if kind not in plain_types:
        return False
    if depth > 6 or kind in (int, float, complex, str, bytes, bool, type(None), range):
        return True
    parts = [*value.keys(), *value.values()] if kind is dict else list(value)
    return all(is_plain(part, depth + 1) for part in parts[:5000])


def answers_as_all(value, depth=0):
    """Whether a value and its parts compare as the builtin types do."""
    kind = type(value)
    if depth > 6:
        return True
    for name in compares:
        method = getattr_static(kind, name)
        if method is not None and not any(vars(one).get(name) is method for one in (object, *plain_types)):
            return False
    if issubclass(kind, dict):
        return all(answers_as_all(part, depth + 1) for pair in list(dict.items(value))[:5000] for part in pair)
    if issubclass(kind, (list, tuple, set, frozenset)):
        base = next(one for one in (list, tuple, set, frozenset) if issubclass(kind, one))
        return all(answers_as_all(part, depth + 1) for part in list(base.__iter__(value))[:5000])
    return True


def getattr_static(kind, name):
    for one in type.__dict__["__mro__"].__get__(kind):
        found = type.__dict__["__dict__"].__get__(one).get(name)
        if found is not None:
            return found
    return None
