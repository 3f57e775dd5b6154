"""Watch the workspace, build after each save, and show the pages in a browser that follows by itself.

Four threads: watching.py notices saves, building.py builds, serving.py answers the browser, and telling.py writes to
the terminal, so that none waits for another. A save is never lost, and a build that fails leaves the pages of the last
good one.
"""

from keikaku.preview.desk import preview
from keikaku.preview.results import News, PreviewResult, Serving, ShownProblem, Stopped, Waiting, Weight

__all__ = ["News", "PreviewResult", "Serving", "ShownProblem", "Stopped", "Waiting", "Weight", "preview"]
