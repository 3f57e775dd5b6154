"""`python -m keikaku` is the command line."""

import sys

try:
    from keikaku.cli import main

    status = main()
except KeyboardInterrupt:  # while the libraries were loading
    status = 130

sys.exit(status)
