"""The table of forms of ideographs: where ways through it end."""

import pytest

from playbook.search.folding import fold, runs, settled, variants

# Forms that Japanese and simplified Chinese write for one sign, where tables of traditional forms do not lead.
_PAIRS = (
    *("値值", "予预", "並并", "衛卫", "鉱矿", "闘斗", "戸户", "弁辩", "弁瓣", "脇胁", "枠框", "汚污", "疎疏"),
    *("餅饼", "頬颊", "搾榨", "縄绳", "拝拜", "渋涩", "聡聪", "蝿蝇", "讃赞", "兎兔", "冨富", "靭韧", "粧妆"),
)


def test_a_way_is_followed_to_its_end() -> None:
    assert settled({"a": "b", "b": "c"}) == {"a": "c", "b": "c"}


@pytest.mark.parametrize("forms", [{"a": "a"}, {"a": "b", "b": "a"}, {"x": "a", "a": "b", "b": "a"}])
def test_a_circle_is_refused_by_name(forms: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="a → "):
        settled(forms)


@pytest.mark.parametrize(("japanese", "chinese"), _PAIRS)
def test_forms_of_two_countries_meet(japanese: str, chinese: str) -> None:
    assert variants().get(japanese, japanese) == variants().get(chinese, chinese)


@pytest.mark.parametrize("word", ["สวัสดี", "नमस्ते", "कर्मचारी", "ខ្ញុំ"])
def test_a_word_with_marks_is_whole(word: str) -> None:
    assert runs(fold(word)) == [("", fold(word))]
