"""Charts of a few numbers, drawn below the code: plot.line, plot.bar, plot.scatter and plot.hist."""
import json as _json
import sys as _sys

_most = 2000


def line(x, y=None, *, title="Line", xlabel="", ylabel=""):
    """Draws y over x as a line; with one list, over 0, 1, 2, and so on. y may be a dict of several lists by name."""
    _draw("line", x, y, title, xlabel, ylabel)


def scatter(x, y, *, title="Scatter", xlabel="", ylabel=""):
    """Draws points. y may be a dict of several lists by name."""
    _draw("scatter", x, y, title, xlabel, ylabel)


def bar(labels, values, *, title="Bars", xlabel="", ylabel=""):
    """Draws a bar for each label. values may be a dict of several lists by name."""
    _draw("bar", [str(label) for label in labels], values, title, xlabel, ylabel)


def hist(values, bins=10, *, title="Histogram", xlabel="", ylabel="count"):
    """Counts values in bins of one width and draws the counts."""
    values = [float(value) for value in values]
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    width = (high - low) / bins or 1.0
    counts = [0] * bins
    for value in values:
        counts[min(int((value - low) / width), bins - 1)] += 1
    bar([f"{low + width * at:.3g}" for at in range(bins)], counts, title=title, xlabel=xlabel, ylabel=ylabel)


def _draw(kind, x, y, title, xlabel, ylabel):
    if y is None:
        x, y = range(len(x)), x
    x, rows = list(x), y if isinstance(y, dict) else {"": y}
    series = []
    for name, values in rows.items():
        values = list(values)
        if len(values) != len(x):
            raise ValueError(f"plot.{kind}: {len(x)} places and {len(values)} values {name}")
        points = [[at if isinstance(at, str) else float(at), float(value)] for at, value in zip(x, values)]
        series.append({"name": str(name), "points": points[:_most]})
    chart = {"kind": kind, "title": str(title), "xLabel": str(xlabel), "yLabel": str(ylabel), "series": series}
    # Between two of these characters the page reads a chart, among what is printed.
    _sys.stdout.write(f"\x1e{_json.dumps(chart)}\x1e")
    _sys.stdout.flush()
