"""What the sentences of the generated content are made of: every row says the same in each language."""

from collections.abc import Mapping

LANGUAGES = ("en", "ja", "zh")

Row = tuple[str, str, str]

ROLES: Mapping[str, Row] = {
    "senior-leadership": ("senior leadership", "経営層", "高层领导"),
    "centre-manager": ("the centre manager", "センター長", "中心经理"),
    "supervisor": ("the supervisor", "スーパーバイザー", "班组长"),
    "trainer": ("the trainer", "研修担当者", "培训师"),
    "wfm-analyst": ("the workforce planner", "WFM担当者", "排班师"),
    "qa-analyst": ("the quality analyst", "品質管理担当者", "质检员"),
    "process-owner": ("the process owner", "プロセス責任者", "流程负责人"),
}

LEVELS: Mapping[str, Row] = {
    "reactive": ("Reactive", "初期段階", "初始级"),
    "repeatable": ("Repeatable", "反復可能", "可重复级"),
    "defined": ("Defined", "定義済み", "已定义级"),
    "measured": ("Measured", "定量管理", "量化管理级"),
    "optimising": ("Optimising", "最適化", "优化级"),
}

PAGES: Mapping[str, Row] = {
    "home": ("Playbook for measuring", "計測用プレイブック", "测速手册"),
    "guide": ("How to use this playbook", "プレイブックの使い方", "使用指南"),
    "model": ("Operating model", "運営モデル", "运营模型"),
    "map": ("Map of actions and results", "アクションと成果の対応表", "行动与结果对照表"),
    "kpis": ("Key performance indicators", "重要業績評価指標", "关键绩效指标"),
    "glossary": ("Glossary", "用語集", "术语表"),
    "sources": ("Sources", "出典", "来源说明"),
}

# The name, what is divided, what it is divided by, and the unit.
KPIS: Mapping[str, tuple[Row, Row, Row, Row]] = {
    "service-level": (
        ("Service level", "サービスレベル", "服务水平"),
        ("Contacts answered within the target time", "目標時間内に応答したコンタクト件数", "目标时间内接通的联络量"),
        ("Contacts offered, less short abandons", "着信件数から短時間放棄を除いた件数", "呼入总量减去短时放弃"),
        ("% of contacts", "件数に占める割合（%）", "占联络量的百分比"),
    ),
    "abandon-rate": (
        ("Abandon rate", "放棄率", "放弃率"),
        ("Contacts abandoned while waiting", "待っている間に放棄されたコンタクト件数", "等待期间放弃的联络量"),
        ("Contacts offered", "着信件数", "呼入总量"),
        ("% of contacts", "件数に占める割合（%）", "占联络量的百分比"),
    ),
    "first-contact-resolution": (
        ("First contact resolution", "初回解決率", "首次解决率"),
        ("Issues resolved in the first contact", "最初のコンタクトで解決した用件の数", "首次联络即解决的事项数"),
        ("Issues raised by customers", "お客様から寄せられた用件の数", "客户提出的事项总数"),
        ("% of issues", "用件に占める割合（%）", "占事项数的百分比"),
    ),
    "average-handle-time": (
        ("Average handle time", "平均処理時間", "平均处理时长"),
        (
            "Talk time, hold time and after-contact work",
            "通話時間、保留時間、後処理時間の合計",
            "通话、保持和后处理时间之和",
        ),
        ("Contacts handled", "処理したコンタクト件数", "已处理的联络量"),
        ("seconds a contact", "1件あたりの秒数", "每次联络的秒数"),
    ),
    "occupancy": (
        ("Occupancy", "占有率", "占用率"),
        ("Time spent handling contacts", "コンタクトの処理に使った時間", "用于处理联络的时间"),
        ("Time signed in and available", "ログインして受付可能だった時間", "登录并可接听的时间"),
        ("% of time", "時間に占める割合（%）", "占时间的百分比"),
    ),
    "forecast-accuracy": (
        ("Forecast accuracy", "予測精度", "预测准确率"),
        (
            "Intervals within the agreed band of the forecast",
            "予測の許容幅に収まった時間帯の数",
            "落在约定误差范围内的时段数",
        ),
        ("Intervals of the day", "1日の時間帯の数", "全天时段数"),
        ("% of intervals", "時間帯に占める割合（%）", "占时段数的百分比"),
    ),
}

# The word, and what it means.
TERMS: Mapping[str, tuple[Row, Row]] = {
    "forecast": (
        ("forecast", "需要予測", "业务量预测"),
        (
            "The number of contacts that is expected in each interval of a day.",
            "1日の時間帯ごとに見込まれるコンタクト件数です。",
            "对一天中各时段联络量的预计。",
        ),
    ),
    "coaching": (
        ("coaching", "コーチング", "辅导"),
        (
            "Regular talks in which an agent and a supervisor improve one skill at a time.",
            "オペレーターとスーパーバイザーが定期的に話し合い、技能を一つずつ伸ばす取り組みです。",
            "座席与班组长定期面谈，每次改进一项技能。",
        ),
    ),
    "escalation": (
        ("escalation", "エスカレーション", "升级处理"),
        (
            "Handing a contact to somebody with more authority or more knowledge.",
            "権限や知識がより多い人にコンタクトを引き継ぐことです。",
            "把联络转交给权限更大或知识更多的人员。",
        ),
    ),
    "backlog": (
        ("backlog", "滞留", "积压"),
        (
            "Work that has arrived and waits longer than was agreed.",
            "受け付けたまま、取り決めた時間を超えて待っている仕事です。",
            "已经进入、等待时间超过约定的工作。",
        ),
    ),
    "gap": (
        ("gap", "ギャップ", "差距"),
        (
            "The difference between what the mission calls for and what the centre is able to do.",
            "使命が求めることと、センターにできることとの差です。",
            "使命的要求与中心实际能力之间的差别。",
        ),
    ),
    "handover": (
        ("handover", "引き継ぎ", "交接"),
        (
            "Passing open work to the next shift, together with what is known about it.",
            "未完了の仕事を、分かっていることと一緒に次のシフトへ渡すことです。",
            "把未完成的工作连同已知情况交给下一班。",
        ),
    ),
}

SUBJECTS: tuple[Row, ...] = (
    ("demand forecast", "需要予測の一覧", "业务量预测表"),
    ("shift plan", "勤務シフト表", "班表"),
    ("coaching plan", "コーチング計画", "辅导计划"),
    ("knowledge base", "ナレッジベース", "知识库"),
    ("set of routing rules", "ルーティングのルール", "路由规则"),
    ("escalation path", "エスカレーションの手順", "升级处理流程"),
    ("quality form", "応対評価シート", "质检评分表"),
    ("complaint log", "苦情の記録", "投诉记录"),
    ("training calendar", "研修カレンダー", "培训日历"),
    ("handover note", "引き継ぎメモ", "交接记录"),
    ("list of contact reasons", "問い合わせ理由の一覧", "联络原因清单"),
    ("customer survey", "お客様アンケート", "客户调查"),
    ("capacity plan", "要員計画", "人员配置规划"),
    ("dashboard of the floor", "現場のダッシュボード", "现场看板"),
    ("continuity plan", "事業継続計画", "业务连续性计划"),
    ("service catalogue", "サービス一覧", "服务目录"),
    ("self-service menu", "セルフサービスのメニュー", "自助服务菜单"),
    ("recruiting profile", "採用基準", "招聘标准"),
    ("change calendar", "変更カレンダー", "变更日历"),
    ("supplier agreement", "委託先との契約", "供应商协议"),
)

TIMES: tuple[Row, ...] = (
    ("before each planning round", "計画を立てる前に", "在每轮规划之前"),
    ("in the weekly meeting", "週次の会議で", "在每周例会上"),
    ("after every peak", "繁忙期が過ぎるたびに", "在每次高峰过后"),
    ("at the start of a shift", "シフトの始めに", "在每班开始时"),
    ("at the end of the month", "月末に", "在每月月底"),
    ("before a change goes live", "変更を反映する前に", "在变更上线之前"),
    ("whenever a target changes", "目標が変わるたびに", "在目标调整时"),
    ("as soon as a queue builds up", "待ち呼が増え始めたらすぐに", "在排队刚开始变长时"),
)

REASONS: tuple[Row, ...] = (
    ("so that nobody has to guess what comes next", "次に何をするかを誰も迷わないように", "让大家不必猜测下一步做什么"),
    (
        "so that customers hear the same answer everywhere",
        "お客様がどこでも同じ答えを聞けるように",
        "让客户在任何地方都听到同样的答复",
    ),
    (
        "so that small faults are mended while they are small",
        "小さな不具合を小さいうちに直せるように",
        "让小问题在变大之前就得到解决",
    ),
    (
        "so that agents can explain it in their own words",
        "オペレーターが自分の言葉で説明できるように",
        "让座席能用自己的话讲清楚",
    ),
    ("so that the next plan rests on facts", "次の計画が事実に基づくように", "让下一轮规划以事实为依据"),
    (
        "so that coaching time survives the busy weeks",
        "忙しい週でもコーチングの時間が残るように",
        "让辅导时间在繁忙的几周也不被挤占",
    ),
    ("so that each decision leaves a trace", "どの決定にも記録が残るように", "让每项决定都有据可查"),
    ("so that new colleagues find their way quickly", "新しい仲間が早く仕事に慣れるように", "让新同事尽快上手"),
)

# Whole sentences by what they are used for.
FRAMES: Mapping[str, tuple[Row, ...]] = {
    "statement": (
        (
            "{who} goes through the {what} with the team {when}, {why}.",
            "{who}は{why}、{when}チームと一緒に{what}を確かめます。",
            "{who}{when}与团队一起核对{what}，{why}。",
        ),
        (
            "{when}, {who} compares the {what} with the last four weeks, {why}.",
            "{when}、{who}は{what}を直近4週間の実績と比べ、{why}します。",
            "{when}，{who}把{what}与最近 4 周的情况对比，{why}。",
        ),
        (
            "The {what} has one owner, one place and one date, and {who} keeps it current {why}.",
            "{what}の担当者、置き場所、期限は1つずつに決まっていて、{who}が{why}最新の状態を保ちます。",
            "{what}只有一名负责人、一个存放处和一个日期，由{who}保持更新，{why}。",
        ),
        (
            "What the {what} says is tried on the floor first, and {who} writes down what was learned {when}.",
            "{what}の内容はまず現場で試し、{who}が{when}分かったことを書き留めます。",
            "{what}的内容先在现场试行，{who}{when}记下学到的东西。",
        ),
        (
            "A **{what}** is in use only when {who} can name a decision that it changed.",
            "**{what}**が生かされているといえるのは、それで変わった決定を{who}が挙げられるときだけです。",
            "只有{who}说得出哪项决定因它而改变，**{what}**才算真正用起来。",
        ),
    ),
    "term": (
        (
            "Good [{term}](term:{term_id}) begins with the {what}, and {who} talks about it {when}.",
            "良い[{term}](term:{term_id})は{what}から始まり、{who}が{when}話題にします。",
            "好的[{term}](term:{term_id})从{what}开始，{who}{when}会谈到它。",
        ),
    ),
    "question": (
        (
            "Who changed the {what} last, how did the team hear of it, and what would {who} say about it today?",
            "{what}を最後に変えたのは誰で、チームはどのように知りましたか。{who}なら今どう説明しますか。",
            "最近一次是谁修改了{what}，团队是怎样知道的，{who}今天会怎么说？",
        ),
        (
            "Which part of the {what} does nobody use, and what would happen if {who} took it away {when}?",
            "{what}のうち誰も使っていないのはどの部分ですか。{who}が{when}それをなくしたら、何が起こりますか。",
            "{what}中哪一部分没有人用，如果{who}{when}把它去掉会怎样？",
        ),
        (
            "What would your team have to know about the {what} {when}, {why}?",
            "{why}するには、{when}{what}について何を知っておく必要がありますか。",
            "关于{what}，团队{when}需要知道些什么，才能{why}？",
        ),
    ),
    "listen": (
        (
            "An example of the last month in which the {what} helped {who}, with a name and a date.\n"
            "An answer that holds only for quiet days is a gap.",
            "{what}が{who}の役に立った、この1か月の実例（人と日付を挙げたもの）。\n暇な日にしか当てはまらない答えはギャップです。",
            "最近一个月里{what}帮到{who}的实例，有人名，有日期。\n只在清闲的日子才成立的回答就是差距。",
        ),
        (
            "Whether the {what} is described from use or from memory.\nAsk {who} to show it, {why}.",
            "{what}を、使った経験から語っているか、記憶だけで語っているか。\n{why}、{who}に実物を見せてもらいます。",
            "谈到{what}是依据使用经验还是凭印象。\n请{who}拿出来看一看，{why}。",
        ),
    ),
    "action": (
        (
            "Read the {what} with two agents and note where it differs from what they do.\n"
            "Agree with {who} what is changed {when}, {why}.",
            "オペレーター2人と{what}を読み、実際の仕事と違うところを書き出す。\n{why}、{when}何を変えるかを{who}と決める",
            "与两名座席一起阅读{what}，记下与实际做法不同之处。\n与{who}商定{when}改什么，{why}。",
        ),
        (
            "Put the {what} where everybody finds it, and remove older versions.\n"
            "Have {who} check {when} that it is still the one in use.",
            "{what}を誰もが見つけられる場所に置き、古い版を取り除く。\n今も使われているかを、{who}に{when}確かめてもらう",
            "把{what}放在人人找得到的地方，清除旧版本。\n请{who}{when}确认大家用的仍是这一版。",
        ),
    ),
    "deliverable": (
        (
            "Dated copy of the {what} with the changes marked and their reasons",
            "変更箇所と理由を書き込んだ、日付入りの{what}",
            "标出改动和理由、注明日期的{what}",
        ),
        (
            "Signed note of the talk with {who} about the {what}",
            "{what}について{who}と話し合った内容の署名入りの記録",
            "就{what}与{who}谈话的签字记录",
        ),
    ),
    "gap": (
        (
            "The {what} exists, yet {who} learns of changes to it only when something has gone wrong.",
            "{what}はあるものの、変更が{who}に伝わるのは問題が起きた後です。",
            "虽有{what}，但{who}要等出了问题才知道它有变动。",
        ),
        (
            "The {what} was written once for an audit, and nobody opens it {when}.",
            "{what}は監査のために一度書かれたきりで、{when}開く人は誰もいません。",
            "{what}为应付审核写过一次，此后{when}没有人翻开。",
        ),
    ),
    "title": (
        ("The {what} is part of the daily work", "日々の仕事に生きる{what}", "{what}融入日常工作"),
        ("Everybody knows who owns the {what}", "担当者を誰もが知っている{what}", "人人知道{what}由谁负责"),
        ("The {what} changes when the facts do", "事実に合わせて変わる{what}", "{what}随事实而变"),
    ),
    "promise": (
        (
            "You will have a {what} that people use, with an owner, a date and a reason for each change.",
            "担当者、日付、変更の理由がそろい、実際に使われる{what}が手に入ります。",
            "得到一份真正有人使用的{what}，每处改动都有负责人、日期和理由。",
        ),
    ),
    "group": (
        ("Where we stand with the {what}", "{what}の現状", "{what}的现状"),
        ("What the {what} is for", "{what}の目的", "{what}的用途"),
    ),
    "pair": (("{What} and {other}", "{what}と{other}", "{what}与{other}"),),
}
