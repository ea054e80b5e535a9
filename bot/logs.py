"""Logs: ids and outcomes in structured lines, never what people wrote, never tokens."""

from __future__ import annotations

import logging
import sys

import structlog


def set_up(level: str) -> None:
    """Write logs of this level and above to standard error."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level.lower()),
        # Looked up for each line, since whoever starts us may put another stream in its place.
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )
    logging.basicConfig(level=level, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")
    quieten_slack()


def quieten_slack() -> None:
    """Hold the loggers that write whole request bodies, and so people's words, above DEBUG."""
    for name in ("slack_sdk", "slack_bolt"):
        logger = logging.getLogger(name)
        logger.setLevel(max(logger.getEffectiveLevel(), logging.INFO))
    # Each look at what is due would be two lines every few seconds.
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
