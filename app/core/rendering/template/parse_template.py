"""Parse a `template.toml`; what is wrong is said key by key."""

import tomllib

from pydantic import ValidationError

from app.core.rendering.template.card_template import CardTemplate


class TemplateInvalidError(ValueError):
    """A design cannot be used; `problems` name the keys."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def parse_template(text: str) -> CardTemplate:
    """Parse the text of a `template.toml`.

    Raises:
        TemplateInvalidError: naming every key that is wrong.
    """
    try:
        return CardTemplate.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise TemplateInvalidError((str(error),)) from error
    except ValidationError as error:
        problems = tuple(
            f"{'.'.join(map(str, problem['loc'])) or 'template'}: {problem['msg']}"
            for problem in error.errors()
        )
        raise TemplateInvalidError(problems) from error
