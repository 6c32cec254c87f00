"""Write card_templates/template.schema.json from the model, for editors that complete TOML."""

import json
from pathlib import Path

from app.core.rendering.template import CardTemplate

TARGET = Path(__file__).parents[1] / "card_templates" / "template.schema.json"


def schema_text() -> str:
    """Return the schema as it is kept in the repository."""
    return json.dumps(CardTemplate.model_json_schema(), indent=2, sort_keys=True) + "\n"


if __name__ == "__main__":
    TARGET.write_text(schema_text(), encoding="utf-8")
