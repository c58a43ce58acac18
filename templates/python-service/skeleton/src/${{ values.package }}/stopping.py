"""Whether this service is about to stop, and so wants no more requests."""

from mmap import mmap

# one byte of memory that a process shares with those it forks, as gunicorn does with its workers
_flag = mmap(-1, 1)


def begin_stopping() -> None:
    """Turns readiness off; what has begun is still answered."""
    _flag[0] = 1


def is_stopping() -> bool:
    return _flag[0] == 1


def forget_stopping() -> None:
    """For tests, which go on after a stop."""
    _flag[0] = 0
