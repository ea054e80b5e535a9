"""What Alembic runs. The connection comes from `bot.storage.migrate`, in a transaction."""

from __future__ import annotations

from alembic import context

from bot.storage.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    # SQLite cannot alter most things in place; batch mode copies the table instead.
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
