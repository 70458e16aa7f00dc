"""Runs a reader's code, and the checks of a toy problem against it, inside Pyodide.

Started once after `guard.py` in its namespace, before anything of a reader's ran. Every answer is text: JSON, after one
character for a check's verdict.
"""
import ast
import builtins
import json
import sys
import traceback
import types

told_elsewhere = {"m", "want", "got", "expected"}
state = {"checks": {}, "asserts": {}, "compared": None, "given": None, "lines": {}, "compiled": {},
         "tests": None}


def prepare(checks):
    """Closes this Python off, with the checks to come read already: what reads them is shared with their code."""
    compiled(checks)
    close_off(checks)


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
    except BaseException as error:
        put_back(vars(builtins), first["builtins"])
        return names, ended_by(error, name)
    return names, {}


def ended_by(error, name):
    """What is told of an error that ended the code; less, where the code changes what telling it needs."""
    try:
        if isinstance(error, SystemExit):
            code = error.code
            is_well = type(code) in (int, bool, type(None)) and not code
            return {} if is_well else {"error": f"SystemExit: {short(code)}"}
        return {"error": words_of(error), "line": line_in(error, name)}
    except BaseException:
        return {"error": name_of(type(error))}


def run(source):
    """Runs the code as a program, in a namespace of its own."""
    restore()
    _, problem = execute(source, "your code", "__main__")
    put_back(vars(builtins), first["builtins"])
    flush()
    return json.dumps(problem)


def compiled(checks):
    """The code of a text of checks, and its assertions by their lines."""
    if checks not in state["compiled"]:
        asserts = {node.lineno: node for node in ast.walk(ast.parse(checks)) if isinstance(node, ast.Assert)}
        tree = ast.fix_missing_locations(Recorded().visit(ast.parse(checks)))
        state["compiled"][checks] = compile(tree, "checks.py", "exec"), asserts
    return state["compiled"][checks]


def start_checks(source, checks):
    """Runs the code as a module and reads the checks; gives their names and titles, or why there is nothing to check."""
    restore()
    private = {**first["builtins"]}
    private["__import__"] = import_from(watch["apart"])
    watch["private"].discard(id(state["tests"]))
    tests = state["tests"] = {"__name__": "checks", "__builtins__": private}
    tests.update(_compare_=compare, _near_=near, _chain_=chain)
    watch["private"].add(id(tests))
    code, state["asserts"] = compiled(checks)
    remember("checks.py", checks)
    exec(code, tests)
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
        told["message"] = plain(error.args[0])[:600] if isinstance(error.args[0], str) else short(error.args[0])
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
        return plain(f"{name_of(type(error))}: {error}")[:600]
    except BaseException:
        return name_of(type(error))


def short(value, most=300):
    try:
        text = plain(repr(value))
    except BaseException as error:
        return f"<{name_of(type(value))} that cannot be shown: {name_of(type(error))}>"
    return text if len(text) <= most else f"{text[:most]}…"


def plain(text):
    """A text itself, where a class of the code's stands for one."""
    return str.__str__(text)


def name_of(kind):
    return plain(type.__dict__["__name__"].__get__(kind))


def frames_of(error):
    """The frames an error came through, with their lines."""
    found, trace = [], BaseException.__dict__["__traceback__"].__get__(error)
    while trace is not None:
        found.append((frame_of(trace), trace.tb_lineno))
        trace = trace.tb_next
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
        return error.lineno if type(error.lineno) is int else None
    lines = [line for frame, line in frames_of(error) if frame.f_code.co_filename == name]
    return lines[-1] if lines else None


class Recorded(ast.NodeTransformer):
    """Lets comparisons of the checks go through `compare` and `near`, which note both sides."""

    def visit_Compare(self, node):
        self.generic_visit(node)
        if len(node.ops) != 1:
            signs_of = ast.Constant(tuple(type(op).__name__ for op in node.ops))
            return call("_chain_", node, signs_of, node.left, *node.comparators)
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
compares = ("__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__contains__", "__hash__", "__sub__", "__rsub__",
            "__abs__")


def compare(sign, left, right):
    if sign not in ("Is", "IsNot"):
        left, right = (as_dict(left), as_dict(right)) if is_plain(left) != is_plain(right) else (left, right)
        require_honest(left, right)
    outcome = signs[sign](left, right)
    if not outcome:
        state["compared"] = (left, right)
    return outcome


def chain(names, *values):
    """A comparison of several: `a < b < c`."""
    return all(compare(name, left, right) for name, left, right in zip(names, values, values[1:]))


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


def as_dict(value):
    """A dict of what a class made of dict holds: a Counter is a good answer where a dict is expected."""
    return dict(dict.items(value)) if isinstance(value, dict) else value


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
