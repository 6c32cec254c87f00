"""Proof before paper: a finished card is looked at by machine before it leaves."""

from app.printing.proof.draw_proved import draw_proved, proof_refusal
from app.printing.proof.fault import ProofError, ProofFault
from app.printing.proof.prove_card import prove_card

__all__ = ["ProofError", "ProofFault", "draw_proved", "proof_refusal", "prove_card"]
