"""How a word is spelled, and what is not said: tables of rules.

No linter fits: textlint's dictionaries need npm, codespell and proselint know neither Japanese nor Chinese nor what is
American here. What only a person can decide is left out.
"""

import re
from functools import partial

from playbook.checks.finders import words_with
from playbook.checks.rules import Rule
from playbook.problems import Severity

_W = Severity.WARNING
_EN, _JA, _ZH = ("en",), ("ja",), ("zh",)
_NUMERAL = "一二三四五六七八九十"


def _arabic(ordinal: str) -> str:
    """Return `第 1 级` for `第一级`."""
    return f"第 {_NUMERAL.index(ordinal[1]) + 1} {ordinal[2]}"


# American spelling: what is found, what to write instead, what stands in every find.
_AMERICAN = (
    (r"\b([Cc])enter(s|ed|ing)?\b", r"\1entre\2", ("enter",)),
    (r"\b([A-Za-z]{2,}[cdglmnrt]|[Ee]mphas)iz(e|es|ed|er|ers|ing|ation|ations|ational)\b", r"\1is\2", ("iz",)),
    (r"\b([Aa]nal|[Pp]aral)yz(e|es|ed|ing)\b", r"\1ys\2", ("yz",)),
    (
        r"\b([Bb]ehavi|[Cc]ol|[Ff]av|[Ll]ab|[Hh]on)or(s|ed|ing|able|ite|al)?\b",
        r"\1our\2",
        (
            "behavior",
            "color",
            "favor",
            "labor",
            "honor",
        ),
    ),
    (
        r"\b([Cc]ance|[Ll]abe|[Mm]ode|[Tt]rave|[Cc]ounse)l(ed|ing|or|ors|er|ers)\b",
        r"\1ll\2",
        (
            "celed",
            "celing",
            "beled",
            "beling",
            "deled",
            "deling",
            "deler",
            "veled",
            "veling",
            "veler",
            "selor",
            "seled",
            "seling",
        ),
    ),
    (
        r"\b([Ff]ulfil|[Ee]nrol)l(ment|ments)?\b",
        r"\1\2",
        (
            "ulfill",
            "nroll",
        ),
    ),
    (r"\b([Dd]efen|[Oo]ffen)se\b", r"\1ce", ("fense",)),
    (r"\b([Cc]atalog)(s?)\b", r"\1ue\2", ("atalog",)),
)
# One word for another: the rule, the language, what is found, what to write instead.
_WORDS = (
    ("J05", "ja", "することができ", "でき"),
    ("J05", "ja", "させていただき", "し"),
    ("J06", "ja", "下さい", "ください"),
    ("J06", "ja", "出来(る|ます|ない)", r"でき\1"),
    ("J06", "ja", "及び(?!ま|つ|合|そ|に)", "および"),
    ("J06", "ja", "又は", "または"),
    ("J06", "ja", "更に(?<!変更に)", "さらに"),
    ("J06", "ja", "但し(?!書)", "ただし"),
    ("J06", "ja", "([0-9数何])[ヶケヵカ](月|所)", r"\1か\2"),
    (
        "J07",
        "ja",
        "(オペレータ|センタ|ユーザ|サーバ|スーパーバイザ|マネージャ|コンピュータ|ブラウザ|フォルダ)(?![ァ-ヶー])",
        r"\1ー",
    ),
    ("J10", "ja", "1人ひとり", "一人ひとり"),
    ("J10", "ja", "1つひとつ", "一つひとつ"),
    ("J10", "ja", "第1に", "第一に"),
    ("J10", "ja", "1次(解決|対応)", r"一次\1"),
    ("J12", "ja", "完全な日付", "完了日"),
    ("J12", "ja", "センターのについて", "センターについて"),
    ("J14", "ja", "対応(品質|履歴)", r"応対\1"),
    ("J14", "ja", "(苦情|障害)応対", r"\1対応"),
    ("J15", "ja", "問合せ|問い合せ", "問い合わせ"),
    ("J15", "ja", "取組み?(?!み)", "取り組み"),
    ("J15", "ja", "割当て?(?!て)", "割り当て"),
    ("J15", "ja", "引継ぎ?(?!ぎ)", "引き継ぎ"),
    ("J15", "ja", "振分け?(?!け)", "振り分け"),
    ("J15", "ja", "立上げ", "立ち上げ"),
    ("J15", "ja", "打合せ|打ち合せ", "打ち合わせ"),
    ("J15", "ja", "取次ぎ?(?!ぎ)", "取り次ぎ"),
    ("J15", "ja", "([0-9人件回台席月])当たり(?!前)", r"\1あたり"),
    ("Z01", "zh", "软体", "软件"),
    ("Z01", "zh", "讯息", "信息"),
    ("Z01", "zh", "网路", "网络"),
    ("Z01", "zh", "程式(?!化)", "程序"),
    ("Z01", "zh", "登入", "登录"),
    ("Z01", "zh", "品质(管理|检查|监控)", r"质量\1"),
    ("Z11", "zh", "坐席", "座席"),
    ("Z11", "zh", "呼出(?!气)", "外呼"),
    ("Z11", "zh", "质量监控", "质检"),
    ("Z11", "zh", "远景(?!镜)", "愿景"),
    ("Z11", "zh", "顾客", "客户"),
    ("Z11", "zh", "流失率(?<!员工流失率)(?<!客户流失率)", "员工流失率 / 客户流失率"),
    ("Z11", "zh", "接通率(?<!人工接通率)(?<!外呼接通率)", "人工接通率 / 外呼接通率"),
    ("Z12", "zh", "其它", "其他"),
    ("Z12", "zh", "登陆", "登录"),
    ("Z12", "zh", "帐(户|号)", r"账\1"),
    ("Z12", "zh", "阀值", "阈值"),
    ("Z12", "zh", "截至日期", "截止日期"),
    ("Z12", "zh", "截止(到|至|目前|今|[0-9])", r"截至\1"),
)
# Characters at the beginning of a pattern, or of each of its branches, that stand in every find.
_BRANCH = re.compile(r"\|(?![^(]*\))")
_BEGINNING = re.compile("[0-9ぁ-ヺー一-鿿]+(?![?*])")


def _needs(finds: str) -> tuple[str, ...]:
    beginnings = [_BEGINNING.match(branch) for branch in _BRANCH.split(finds)]
    return tuple(beginning[0] for beginning in beginnings if beginning) if all(beginnings) else ()


_ADVICE = frozenset({"J14", "J15"})

SPELLINGS: tuple[Rule, ...] = (
    *(
        Rule("E01", _EN, partial(words_with, word=re.compile(finds), parts=parts), write=write)
        for finds, write, parts in _AMERICAN
    ),
    *(
        Rule(id, (language,), finds, write=write, severity=_W if id in _ADVICE else Severity.ERROR, needs=_needs(finds))
        for id, language, finds, write in _WORDS
    ),
    Rule("E04", _EN, r"'(?:t(?<=n't)|re|ve|ll|m)\b", "contraction"),
    Rule(
        "E04",
        _EN,
        r"'s(?:(?<=\b[Ii]t's)|(?<=\b[Tt]hat's)|(?<=\b[Tt]here's)|(?<=\b[Ll]et's)|(?<=\b[Ww]hat's))\b",
        "contraction",
    ),
    Rule("J01", _JA, "(?:である|であった|だった|ではない|だ)。", "plain-style"),
    Rule("J05", _JA, "あなた|彼ら", "reader-addressed"),
    Rule("J12", _JA, "(?:状態|戦略|使命|同意)か。", "no-question"),
    Rule("J10", _JA, f"[{_NUMERAL}](?:名|件|か月|か所|人あたり|つの(?<!一つの))", "kanji-numeral", severity=_W),
    Rule("Z07", _ZH, "[您你]们?", "reader-addressed"),
    Rule("Z09", _ZH, f"第[{_NUMERAL}][级章]", write=_arabic),
    Rule("Z08", _ZH, "进行(讨论|研究|分析|检查|沟通|改进|调查|培训|测试|审核)", write=r"\1", severity=_W),
    Rule("Z08", _ZH, "当[^，。；\n]{2,20}的时候", "stiff-wording", severity=_W),
    Rule("Z09", _ZH, "[两三四五六七八]、[三四五六七八九](?=[天个次年人名])", "approximate-number", severity=_W),
)
