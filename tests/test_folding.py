"""The table of forms of ideographs: where ways through it end."""

import pytest

from playbook.search.folding import settled, variants


def test_a_way_is_followed_to_its_end() -> None:
    assert settled({"a": "b", "b": "c"}) == {"a": "c", "b": "c"}


@pytest.mark.parametrize("forms", [{"a": "a"}, {"a": "b", "b": "a"}, {"x": "a", "a": "b", "b": "a"}])
def test_a_circle_is_refused_by_name(forms: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="a → "):
        settled(forms)


@pytest.mark.parametrize(("japanese", "chinese"), ["値值", "予预", "衛卫", "鉱矿", "闘斗", "戸户"])
def test_forms_of_two_countries_meet(japanese: str, chinese: str) -> None:
    assert variants().get(japanese, japanese) == variants().get(chinese, chinese)
