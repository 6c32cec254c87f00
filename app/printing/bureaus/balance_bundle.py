"""Count what became of a bundle's cards; one with nothing open is settled."""

from app.core.bureau import Balance, BundleCardState, balance_of
from app.kit.db import Session
from app.printing.bureaus.models import Bundle, BundleState
from app.printing.bureaus.repository import BundleRepository


def balance_bundle(session: Session, bundle: Bundle) -> Balance:
    """Return the balance of a bundle that was sent and note whether it is at zero."""
    bundles = BundleRepository(session)
    states = {
        card.number: BundleCardState(piece.state) for piece, _, card in bundles.pieces(bundle.id)
    }
    balance = balance_of(states)
    state = BundleState.SETTLED if balance.is_zero else BundleState.SENT
    bundles.change(bundle, state=state.value)
    return balance
