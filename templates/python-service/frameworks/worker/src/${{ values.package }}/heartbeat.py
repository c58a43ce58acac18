from time import monotonic


class Heartbeat:
    """Knows when work last succeeded: a round that hangs and rounds that all fail look alike."""

    def __init__(self, unhealthy_after_seconds: float) -> None:
        self._unhealthy_after_seconds = unhealthy_after_seconds
        self._last = monotonic()
        self.failures = 0

    def beat(self) -> None:
        """Call it when a round succeeds, and now and then in a round that takes long."""
        self._last = monotonic()
        self.failures = 0

    def is_unhealthy(self) -> bool:
        return monotonic() - self._last > self._unhealthy_after_seconds
