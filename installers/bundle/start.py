"""Start of the frozen program."""

from steph_desktop.__main__ import start

if __name__ == "__main__":
    start()
