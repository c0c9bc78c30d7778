"""How people of a language ask: words that say nothing of what somebody looks for, wherever they stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Asking:
    """The words with which people ask.

    `how` ask for ways to do something, `others` ask for anything else, are polite or fill a sentence; `weak` are signs
    of a script without spaces that stand in every sentence, beside hiragana, and `light` words that say little beside
    others. Whoever knows the language adds to a row: a word belongs here if no item can be about it.
    """

    how: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    weak: str = ""
    light: tuple[str, ...] = ()


# Of several words, `_` is the space between them.
def _words(text: str) -> tuple[str, ...]:
    return tuple(word.replace("_", " ") for word in text.split())


_ROWS = {
    "en": Asking(
        how=_words(
            """
            how ways tips advice what_can_we_do what_can_i_do what_to_do what_do_i_do what_do_we_do what_should_we_do
            what_should_i_do what_now
            """
        ),
        others=_words(
            """
            what what's whats why when where which who who's whose whom do does did doing done don't doesn't didn't can
            can't cannot could should would shall will won't may might must is isn't are aren't was were be been being
            am i'm i we you he she it it's its they them their theirs me us my our ours your yours the a an this that
            these those there there's to of for in on at and or but if so as by from with about into than then just
            really very too quite help need needs want wants wanted like tell show explain give gives let get
            gets got getting go goes going keep keeps kept make makes any some somebody someone anybody anyone
            something anything thing things stuff ever always have has had having not also because while actually
            basically properly instead since though although yet still already maybe perhaps sure surely seriously
            honestly simply exactly probably usually sometimes altogether anyway somehow somewhere gone went any_ideas
            hi hello hey thanks thank thx please pls plz cheers guys until unless whether either neither
            both lately recently currently now
            """
        ),
        light=_words(
            """
            good bad better best worse great fine okay right wrong high low long short big small large new old much many
            more most less few lot lots often again always never still around away back after before down up out over
            off under between during through time times day days week weeks month people person work works working use
            used using take takes taking took happen happens happening put puts end ends ending start starts say says
            said saying know think see look looking find try trying come comes coming came bring brings
            bringing brought hard easy same different
            each every all both other another one only even own without nobody nothing between per
            """
        ),
    ),
    "ja": Asking(
        how=_words(
            """
            どうすればいいですか どうすればいいのか どうすればいい どうすれば どうしたらいいですか どうしたらいい
            どうしたら どうやって どのように どう対応すれば どう対応 どうする どうなる どう 対処法 対処 対策 方法
            やり方 仕方 コツ するには には
            """
        ),
        others=_words(
            """
            なぜ 何故 どうして なんで とは何ですか とは何 とは って何ですか って何 って ですか でしょうか ますか
            ませんか ませんでした ましたか ましょうか のですが んですけど んですが んでしょうか ですけど ですが
            ています てます ました ません です ます ください 下さい 教えてください 教えて 知りたい お願いします
            いただけますか よいでしょうか いいですか 大丈夫 について に関する に関して ための ために 場合
            困っています 困っている 困ってます 困って 困る 困った なんとか と言われました と言われた と言われる
            と言われて 言われる 言われた ちょっと すごく とても かなり いつも 全然 まったく なかなか どんどん
            もっと 何か 誰か 誰が どんな どれくらい どのくらい どれ どこ いつ いくつ いくら 自分 私たち 私
            してしまう てしまう しまった しまう したいです したい たいです
            わかりません 分かりません わからない 分からない わかりますか みなさん 皆さん ぜんぜん 何とかなりませんか
            なりませんか なりますか なんですけど なんですが ですかね てもいいですか ていいですか てもいいんですか
            ちゃう ちゃった 何から始めたらいい 始めたらいい したらいいか したほうがいい したほうが らしい みたい
            """
        ),
    ),
    "zh": Asking(
        how=_words(
            """
            怎么办 怎么处理 怎么解决 怎么做 怎么弄 怎么搞 怎么才能 怎么才 怎么 怎样 如何
            咋办 咋整 咋弄 咋搞 咋 办法 方法
            """
        ),
        others=_words(
            """
            请问 请教 想问 想知道 帮我 有没有 有什么 是什么意思 什么意思 是什么 什么是 什么 为什么 为何 为啥
            怎么回事 怎么样 是什么原因 有哪些 哪些 哪个 哪里 多少 多久 几个 应该 可以 能不能 可不可以 要不要
            需要 比较好 好不好 靠谱 合适 的方法 我们 我想 咱们 老是 总是 一直 经常 特别 非常 越来越 的时候 时候
            求指点 求助 求教 求解 谢谢 麻烦 有谁 谁知道 该不该 是不是 真的 实在 好像 感觉 好几个 好几次
            做些什么 做点什么 干点啥 是啥 啥 一下 有点 到底 其实 好多 很多 这么 那么 一般 之类 吗 呢 啊 呀 啦 吧
            明明 还是 到点 居然 竟然 干脆 反正 老被 老说 打算 最近 大家 已经 是否 头几天 一下子 万一 有人说 究竟
            哪些东西 什么东西 哪些事 哪些地方 有什么招 好办法 问题出在 怎么治 怎么跟 怎么给 该怎么 是不是该
            到时候 有没有人 有啥 啥叫 算不算 行不行 能不能 多少个 一套 一个劲
            """
        ),
        weak=(
            "的了着过么是在有和与就都也还又再被把给跟对从到于以及或但而很太最更只才总老不没要会能想让去来得地个些"
            "这那我你他她它们几该应先后上下里吗呢啊吧"
        ),
    ),
    "fr": Asking(how=("comment",)),
}
ROWS: Mapping[str, Asking] = MappingProxyType(_ROWS)


def asking(language: str) -> Asking:
    """Return how people of a language ask; nothing for a language without a row."""
    return ROWS.get(language, Asking())
