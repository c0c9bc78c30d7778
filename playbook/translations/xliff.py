"""XLIFF files of either version that the project writes: a file says of which it is."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from xml.etree.ElementTree import Element

from playbook.model.playbook import Playbook
from playbook.translations import elements, xliff1, xliff2
from playbook.translations.units import Exchanged, ExchangeFile

_READERS: Mapping[tuple[str, str], Callable[[Element, ExchangeFile], None]] = MappingProxyType(
    {
        (xliff1.ROOT, "1.2"): xliff1.gather,
        # The core of 2.0, and its namespace, are those of 2.1.
        (xliff2.ROOT, "2.0"): xliff2.gather,
        (xliff2.ROOT, "2.1"): xliff2.gather,
    }
)


def read(file: Path, playbook: Playbook) -> Exchanged:
    """Read the units of an XLIFF file; raises Unusable."""
    reading = ExchangeFile(file.name, playbook)
    root = elements.root_of(file)
    if gather := _READERS.get((root.tag, root.get("version", ""))):
        gather(root, reading)
    else:
        reading.refuse("exchange-kind", elements.mark_of(root))
    return reading.done()
