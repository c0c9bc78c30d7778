"""What another language shows of a page beside it: each text by its key, without what only its own page may have."""

from playbook.html.fragments import Fragment, fragments, parsed

TOLD = '<details class="pb-standing"><summary>Draft</summary><p>Not reviewed</p></details>'


def test_what_readers_are_told_of_a_text_goes_and_the_words_around_it_stay() -> None:
    root = parsed(f'<div data-text="a:text" lang="ja">Before {TOLD}<b>first</b> and {TOLD} &lt;last&gt;</div>')
    assert [*fragments(root)] == [Fragment("a:text", "Before <b>first</b> and  &lt;last&gt;", "ja", "")]


def test_no_place_is_there_twice_and_what_holds_for_the_words_is_found_above_them() -> None:
    text = '<p data-text="b:text"><a id="x" aria-labelledby="y">Here</a></p>'
    page = parsed(f'<section lang="zh" data-state="stale">{text}</section>')
    assert [*fragments(page)] == [Fragment("b:text", "<a>Here</a>", "zh", "stale")]
