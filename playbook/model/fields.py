"""The types of the fields: ids, references and texts."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Annotated, Any

from pydantic import (
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainSerializer,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, core_schema

from playbook import text as markup
from playbook.languages import language, meant_by
from playbook.languages.lookalikes import first_lookalike, in_latin, mixed_words
from playbook.model.addresses import fault_in
from playbook.model.ids import ID, WHOLE_ID, check_id, foreign_letter
from playbook.model.nodes import Found, MappingNode, Reading, Scalar, SequenceNode, Written, describe, reading_of
from playbook.model.yaml_mistakes import COLONS, slip_in
from playbook.problems import Mark, nearest
from playbook.text import Block, Text

MAX_TEXT = 20_000
ADDRESS = r"^https?://[^\s<>\"']+$"
# One that others are made of, by what is written behind it.
BASE_ADDRESS = r"^https?://[^\s<>\"'?#]+$"
FIGURE = re.compile(r"-?(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,6})?", re.ASCII)
MAIL_ADDRESS = r"^[^\s@<>\"'?&%]+@[^\s@<>\"'?&%]+$"


def _identifier(kind: str, *, refers: bool, whole: bool | None = False) -> BeforeValidator:
    """Check an id: a whole one, one of its own, or either of them where `whole` is none."""

    def check(value: object, info: ValidationInfo) -> str:
        reading = reading_of(info)
        if not isinstance(value, Scalar):
            reading.refuse("expected-text", getattr(value, "mark", Mark()), shape=describe(value))
        elif check_id(value, reading, whole="." in value if whole is None else whole):
            (reading.references if refers else reading.ids).append(Found(kind, str(value), value.mark))
        return str(value)

    return BeforeValidator(check)


def _no_languages(value: object, reading: Reading) -> None:
    """Refuse what stands where a text in its languages belongs."""
    mark = getattr(value, "mark", Mark())
    slip = slip_in(value, COLONS) if isinstance(value, Scalar) and value.plain else None
    if slip and isinstance(value, Scalar):
        reading.refuse(slip.code, value.place(slip.at), found=slip.found)
    else:
        code = "languages-as-list" if isinstance(value, SequenceNode) else "expected-languages"
        reading.refuse(code, mark, language=reading.languages[0])


def _text(value: object, info: ValidationInfo, *, marks: bool) -> Text:
    reading = reading_of(info)
    if not isinstance(value, MappingNode):
        _no_languages(value, reading)
        return Text(reading.source, {})
    versions = {str(one): _version(one, words, reading, marks=marks) for one, words in value.items()}
    if not value.flow:
        absent = [one for one in reading.languages if one not in value]
        # A language under another name has its own message; its text is not missing as well.
        there = {meant_by(re.split("[:：]", one)[0], reading.languages) for one in value} if absent else set()
        reading.missing.extend(Found("language", one, value.mark) for one in absent if one not in there)
    text = Text(reading.source, versions, reading.keys.get(id(value), ""))
    reading.texts.append(Written(info.field_name or "", text, value, marks))
    return text


def refuse_language(id: str, mark: Mark, reading: Reading) -> None:
    """Note that the playbook does not have a language."""
    if foreign := foreign_letter(id):
        reading.refuse("id-foreign-letter", mark, **foreign)
        return
    if slip := slip_in(id, COLONS):
        reading.refuse(slip.code, Mark(mark.line, mark.column + slip.at), found=slip.found)
        return
    meant = meant_by(id, reading.languages) or nearest(id, reading.languages)
    reading.refuse("unknown-language", mark, meant, found=id, known=", ".join(reading.languages))


def _version(id: Scalar, words: object, reading: Reading, *, marks: bool) -> tuple[Block, ...]:
    if id not in reading.languages:
        refuse_language(id, id.mark, reading)
    elif not isinstance(words, Scalar):
        reading.refuse("expected-text", getattr(words, "mark", Mark()), shape=describe(words))
    elif code := _fault(words, marks=marks):
        place = id.mark if code == "many-lines" else words.mark  # what is to be written stands behind the key
        reading.refuse(code, place, found=str(words), most=str(MAX_TEXT))
    elif marks:
        return _marked(words, language(id).joiner, reading)
    return markup.label(str(words))


def _fault(words: Scalar, *, marks: bool) -> str:
    """Return the code of what is wrong with the spelling of a text, or nothing."""
    faults = {
        "comment-behind-text": words.has_comment,
        "text-empty": not words.strip(),
        words.flaw: bool(words.flaw),
        "text-too-long": len(words) > MAX_TEXT,
        "label-not-one-line": not marks and "\n" in words,
    }
    return next((code for code, holds in faults.items() if holds), "")


def _marked(words: Scalar, joiner: str, reading: Reading) -> tuple[Block, ...]:
    try:
        blocks = markup.parse(str(words), joiner)
    except markup.MarkupError as error:
        _refuse_mark(error, words.place(error.at), reading)
        return markup.label(str(words))
    at = 0
    for target in markup.links(blocks):
        at = words.index(f"]({target})", at) + 2
        scheme, _, id = target.partition(":")
        if scheme in _LINKED:
            reading.references.append(Found(_LINKED[scheme], id, words.place(at)))
        else:
            _refuse_address(target, words.place(at), reading)
    return blocks


_LINKED = {"id": "item", "term": "term", "case": "figure"}


def _refuse_address(written: str, mark: Mark, reading: Reading) -> None:
    """Note what is wrong with an address, if anything is."""
    if fault := fault_in(written):
        reading.refuse(fault.code, mark, **fault.facts)


def _refuse_mark(error: markup.MarkupError, mark: Mark, reading: Reading) -> None:
    scheme, _, id = error.found.partition(":")
    if error.code != "link-not-allowed" or scheme not in _LINKED:
        reading.refuse(error.code, mark, found=error.found)
    elif foreign := foreign_letter(id):
        reading.refuse("id-foreign-letter", mark, **foreign)
    else:
        reading.refuse("link-not-an-id", mark, found=error.found)


@dataclass(frozen=True)
class _Reads:
    """Tells pydantic how a text is read, without looking into Text itself."""

    marks: bool

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(partial(_text, marks=self.marks))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {TEXT: "Prose" if self.marks else "Label"}


def one_spelling(value: object) -> object:
    """Read `true`, `false` and whole numbers without sign, leading zero or quotes; leave the rest to be refused."""
    if isinstance(value, Scalar) and value.plain:
        if value in ("true", "false"):
            return value == "true"
        if re.fullmatch(r"0|[1-9][0-9]{0,8}", value):
            return int(value)
    return value


def _figure(value: object, info: ValidationInfo) -> object:
    """Read a number in its one spelling, such as 81.0 or -2; anything else is refused."""
    if not isinstance(value, Scalar) or not value:
        return value
    if not (value.plain and FIGURE.fullmatch(value)):
        reading_of(info).refuse("not-a-figure", value.mark, _meant_figure(value), found=value)
        return Decimal(0)
    return Decimal(value)


def _meant_figure(written: str) -> str | None:
    """Return the number that somebody wrote with groups of digits, other letters or a sign of per cent."""
    plain = unicodedata.normalize("NFKC", written).replace(",", "").replace("\u2212", "-").strip("+ %")
    return plain if FIGURE.fullmatch(plain) else None


def _line(value: object, info: ValidationInfo) -> object:
    if not isinstance(value, Scalar):
        return value
    if value.flaw:
        reading_of(info).refuse(value.flaw, value.mark, found=value)
    return str(value)


def _written(value: object, info: ValidationInfo) -> object:
    if isinstance(value, Scalar) and value.has_comment:
        reading_of(info).refuse("comment-behind-text", value.mark)
    elif isinstance(value, Scalar) and (word := next(mixed_words(value), None)):
        facts = first_lookalike(word[0])
        reading_of(info).refuse("lookalike-letter", value.place(word.start()), in_latin(word[0]), **facts)
    return _line(value, info)


def _address(value: object, info: ValidationInfo, *, pattern: str) -> object:
    if isinstance(value, Scalar) and re.search(pattern, value):
        _refuse_address(value, value.mark, reading_of(info))
    return _line(value, info)


def _language(value: object, info: ValidationInfo) -> object:
    reading = reading_of(info)
    if isinstance(value, Scalar) and value and value not in reading.languages:
        refuse_language(value, value.mark, reading)
    return _line(value, info)


def _date(value: object, info: ValidationInfo) -> object:
    """Read a date in its one spelling, such as 2026-11-23, without quotes; anything else is refused."""
    if not isinstance(value, Scalar) or not value:
        return value
    if not (value.plain and re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII)):
        reading_of(info).refuse("not-a-date", value.mark, _meant_date(value), found=value)
        return date.min
    try:
        return date.fromisoformat(value)
    except ValueError:
        reading_of(info).refuse("no-such-day", value.mark, found=value)
        return date.min


def _meant_date(written: str) -> str | None:
    """Return the date that somebody wrote with other signs between its parts, year first."""
    parts = re.fullmatch(r"(\d{4})\D(\d{1,2})\D(\d{1,2})\D?", unicodedata.normalize("NFKC", written))
    return f"{parts[1]}-{int(parts[2]):02}-{int(parts[3]):02}" if parts else None


# In JSON Schema these stand for what only a playbook knows: the languages of a text, and the ids that a field may name.
TEXT = "x-text"
REFERS = "x-refers"
LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"


def _refers(kind: str, pattern: str = f"^{ID.pattern}$") -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": pattern, REFERS: kind})


_ID_SCHEMA = WithJsonSchema({"type": "string", "pattern": f"^{ID.pattern}$"})
_WHOLE = f"^{WHOLE_ID.pattern}$"

Label = Annotated[Text, _Reads(marks=False)]
Prose = Annotated[Text, _Reads(marks=True)]
Line = Annotated[str, BeforeValidator(_written), Field(min_length=1, max_length=300)]
Address = Annotated[str, BeforeValidator(partial(_address, pattern=ADDRESS)), Field(pattern=ADDRESS)]
BaseAddress = Annotated[str, BeforeValidator(partial(_address, pattern=BASE_ADDRESS)), Field(pattern=BASE_ADDRESS)]
MailAddress = Annotated[str, BeforeValidator(partial(_address, pattern=MAIL_ADDRESS)), Field(pattern=MAIL_ADDRESS)]
Flag = Annotated[bool, BeforeValidator(one_spelling), Field(strict=True)]
Minutes = Annotated[int, BeforeValidator(one_spelling), Field(strict=True, ge=1, le=480)]
Figure = Annotated[
    Decimal, BeforeValidator(_figure), PlainSerializer(str, when_used="json"), WithJsonSchema({"type": "number"})
]
Day = Annotated[date, BeforeValidator(_date), WithJsonSchema({"type": "string", "format": "date"})]
ChosenLanguage = Annotated[str, BeforeValidator(_language), Field(pattern=LANGUAGE)]
LanguageId = Annotated[ChosenLanguage, _refers("language", LANGUAGE)]

RuleId = Annotated[Line, _refers("rule", r"\S")]

FigureId = Annotated[str, _identifier("figure", refers=False), _ID_SCHEMA]
FormerId = Annotated[str, _identifier("former", refers=False), _ID_SCHEMA]
ItemId = Annotated[str, _identifier("item", refers=False), _ID_SCHEMA]
ActionId = Annotated[str, _identifier("action", refers=False), _ID_SCHEMA]
GapId = Annotated[str, _identifier("gap", refers=False), _ID_SCHEMA]
GateId = Annotated[str, _identifier("gate", refers=False), _ID_SCHEMA]
KpiId = Annotated[str, _identifier("kpi", refers=False), _ID_SCHEMA]
LevelId = Annotated[str, _identifier("level", refers=False), _ID_SCHEMA]
PageId = Annotated[str, _identifier("page", refers=False), _ID_SCHEMA]
PlaybookId = Annotated[str, _identifier("playbook", refers=False), _ID_SCHEMA]
QuestionId = Annotated[str, _identifier("question", refers=False), _ID_SCHEMA]
RoleId = Annotated[str, _identifier("role", refers=False), _ID_SCHEMA]
SourceId = Annotated[str, _identifier("source", refers=False), _ID_SCHEMA]
UnitId = Annotated[str, _identifier("unit", refers=False), _ID_SCHEMA]
TermId = Annotated[str, _identifier("term", refers=False), _ID_SCHEMA]

ActionRef = Annotated[str, _identifier("action", refers=True, whole=True), _refers("action", _WHOLE)]
ChapterRef = Annotated[str, _identifier("chapter", refers=True), _refers("chapter")]
FigureRef = Annotated[str, _identifier("figure", refers=True), _refers("figure")]
GapRef = Annotated[str, _identifier("gap", refers=True, whole=True), _refers("gap", _WHOLE)]
GateRef = Annotated[str, _identifier("gate", refers=True), _refers("gate")]
# Of anything that has an address: too many to offer them to an editor's program.
ItemRef = Annotated[
    str,
    _identifier("item", refers=True, whole=None),
    WithJsonSchema({"type": "string", "pattern": rf"^{ID.pattern}(\.{ID.pattern})?$"}),
]
KpiRef = Annotated[str, _identifier("kpi", refers=True), _refers("kpi")]
LevelRef = Annotated[str, _identifier("level", refers=True), _refers("level")]
OwnQuestionRef = Annotated[str, _identifier("own-question", refers=True), _refers("own-question")]
PillarRef = Annotated[str, _identifier("pillar", refers=True), _refers("pillar")]
QuestionRef = Annotated[str, _identifier("question", refers=True, whole=True), _refers("question", _WHOLE)]
ResultRef = Annotated[str, _identifier("result", refers=True), _refers("result")]
RoleRef = Annotated[str, _identifier("role", refers=True), _refers("role")]
SeriesRef = Annotated[str, _identifier("series", refers=True), _refers("series")]
SourceRef = Annotated[str, _identifier("source", refers=True), _refers("source")]
TermRef = Annotated[str, _identifier("term", refers=True), _refers("term")]
UnitRef = Annotated[str, _identifier("unit", refers=True), _refers("unit")]
