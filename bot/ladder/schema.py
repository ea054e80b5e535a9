"""JSON Schema for the files of a ladder, so that an editor can complete and check them.

`python -m bot.ladder.schema framework/schema` writes them anew after the models have changed.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from bot.ladder.records import AREA, FRAMEWORK, LEVELS, PATHWAY, RESOURCES


def schemas() -> dict[str, str]:
    """Return the text of each schema file by its name, such as `area.json`."""
    return {
        f"{kind.name}.json": json.dumps(
            {
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                **kind.model.model_json_schema(),
            },
            indent=2,
            ensure_ascii=False,
        )
        + "\n"
        for kind in (FRAMEWORK, LEVELS, RESOURCES, PATHWAY, AREA)
    }


def write(folder: Path) -> None:
    """Write the schema files into a folder, which is made if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
