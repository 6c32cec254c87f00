"""What a process of the print room needs; loaded once, before the processes are forked."""

from app.cli import main
from app.core.rendering import card
from app.kit.jobs import due_tasks

__all__ = ["card", "due_tasks", "main"]
