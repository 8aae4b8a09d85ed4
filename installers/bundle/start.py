"""Start of the frozen program."""

import sys

from steph_desktop.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
