"""Words stand in lists as the dictionaries of their language have them."""

from typing import Any

import pytest
import yaml

from playbook.languages import language
from playbook.model.playbook import Playbook
from tests.conftest import DATA

CASES: list[dict[str, Any]] = yaml.safe_load((DATA / "orders.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[f"{case['language']}-{case['words'][0]}" for case in CASES])
def test_words_stand_as_in_a_dictionary(case: dict[str, Any]) -> None:
    words = case["words"]
    elsewhere = [*words[1::2], *words[::2]]
    assert sorted(elsewhere, key=language(case["language"]).sort_key) == words


def test_terms_of_our_glossary_stand_under_the_letters_they_are_read_by(real: Playbook) -> None:
    terms = real.terms_by_letter
    under = {
        id: {term.title.plain(id): letter for letter, of in terms(id).items() for term in of} for id in ("ja", "zh")
    }
    assert list(terms("ja")) == sorted(terms("ja")), "each letter stands once, in the order of the table of kana"
    assert (under["zh"]["弹屏"], list(terms("zh"))) == ("T", sorted(terms("zh")))
