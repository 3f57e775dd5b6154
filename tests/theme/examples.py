"""The examples that stand beside the components, for tests."""

from pathlib import Path

import keikaku.gallery.examples as of_theme
from keikaku.gallery.examples import DRAWING, Example

__all__ = ["DRAWING", "THEME", "Example", "examples"]

THEME = Path(__file__).parent.parent.parent / "theme"


def examples() -> list[Example]:
    found = of_theme.examples(THEME)
    assert found
    return found
