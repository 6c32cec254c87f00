"""`python -m app.cli` is the `tessera` command."""

from app.cli import main

main()
