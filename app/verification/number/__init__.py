"""Checking a card by what is printed on it: number and check code, where no scan is possible."""

from app.verification.number.check_number import TypedNumber, check_number

__all__ = ["TypedNumber", "check_number"]
