"""`python -m keikaku` is the command line."""

import sys

from keikaku.cli import main

sys.exit(main())
