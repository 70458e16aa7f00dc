"""Runs the checks of a toy problem against a file: python3 run_checks.py [answer.py] [checks.py]

The answer (starter.py unless named) runs with __name__ = "toy", so that its demo does not start. Every
function of the checks whose name begins with check_ is called with a namespace that holds its names.
An assertion that fails, or any other exception, is a failed check. Exits with 1 when one failed.
"""
import contextlib
import io
import pathlib
import sys
import types


def run(answer, checks):
    """Returns a list of (name, passed, title, reason), in the order of the checks."""
    names = {"__name__": "toy"}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(answer.read_text(encoding="utf-8"), str(answer), "exec"), names)
    tests = {"__name__": "checks"}
    exec(compile(checks.read_text(encoding="utf-8"), str(checks), "exec"), tests)
    given = types.SimpleNamespace(**{name: value for name, value in names.items() if not name.startswith("__")})
    results = []
    for name, check in tests.items():
        if not name.startswith("check_"):
            continue
        title = (check.__doc__ or name).strip().splitlines()[0]
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                check(given)
            results.append((name, True, title, ""))
        except Exception as error:
            results.append((name, False, title, f"{type(error).__name__}: {error}"))
    return results


if __name__ == "__main__":
    here = pathlib.Path(__file__).resolve().parent
    paths = [pathlib.Path(path) for path in sys.argv[1:3]]
    answer = paths[0] if paths else here / "starter.py"
    checks = paths[1] if len(paths) > 1 else here / "checks.py"
    outcome = run(answer, checks)
    for _, passed, title, reason in outcome:
        print("PASS" if passed else "FAIL", title)
        if reason:
            print("     ", reason)
    failed = sum(not passed for _, passed, _, _ in outcome)
    print(f"{len(outcome) - failed} of {len(outcome)} checks pass")
    sys.exit(1 if failed or not outcome else 0)
