"""The tables. `make migration m="what changes"` writes a migration from what has changed here."""

from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    """Base of every table."""
