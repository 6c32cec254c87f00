"""Draw a card and look at it before it is handed out: the one way in which a card leaves."""

from app.audit import Act, RefusedAct, Subject
from app.core.rendering.card import draw_card
from app.core.rendering.content import CardContent
from app.core.rendering.design import CardDesign
from app.core.rendering.fit_refusal import FieldDoesNotFitError
from app.kit.actor import Doer
from app.kit.errors import RefusedError
from app.printing.proof.fault import ProofError
from app.printing.proof.prove_card import prove_card


def draw_proved(
    design: CardDesign, content: CardContent, *, card_number: str, actor: Doer
) -> bytes:
    """Return front and back of a card that has passed the proof.

    Raises:
        RefusedError: `proof_failed`: the finished card is not what it has to be and is not
            released. Its `event` puts element and reason on record, under the card's number.
    """
    try:
        pdf = draw_card(design, content)
        prove_card(pdf, design=design, content=content)
    except (ProofError, FieldDoesNotFitError) as error:
        raise proof_refusal(error, card_number=card_number, actor=actor) from error
    return pdf


def proof_refusal(
    error: ProofError | FieldDoesNotFitError, *, card_number: str, actor: Doer
) -> RefusedError:
    """Return the refusal of a card that failed its proof, with its entry for the audit log."""
    code = error.fault if isinstance(error, ProofError) else error.reason
    event = RefusedAct(
        Act.CARD_PROOF_FAILED,
        by=actor,
        reason=f"{error.element}:{code.value}",
        subject=Subject(card_number=card_number),
    )
    return RefusedError("proof_failed", event=event, detail=f"{error.element}: {code.value}")
