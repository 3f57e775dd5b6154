"""Start a city's own folder: a small plan that works, and the tools that build it without a checkout of Keikaku."""

from keikaku.starting.folder import READ_ME, NoFolderError, NotEmptyError, Renewed, Started, renew, start
from keikaku.starting.wheel import NotWholeError

__all__ = ["READ_ME", "NoFolderError", "NotEmptyError", "NotWholeError", "Renewed", "Started", "renew", "start"]
