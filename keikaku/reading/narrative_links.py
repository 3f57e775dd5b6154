"""Links and pictures of a narrative: do they lead somewhere, and say where?"""

import difflib
import re
from collections.abc import Iterator, Mapping

from keikaku.plan.attachments import DOWNLOAD_KINDS, KINDS, PICTURE_KINDS, ending_of, says_kind_and_size
from keikaku.plan.narrative import LinkReference
from keikaku.plan.record import is_web_address
from keikaku.problems import FilePosition, Severity
from keikaku.reading.narrative_signs import ATTRIBUTE, plain_text
from keikaku.reading.narrative_source import Source, warn, within
from keikaku.reading.texts import Found
from keikaku.values import normalised

# Links to things of the plan, by id: [子ども食堂](project:kodomo). Pages turn them into addresses.
PLAN_SCHEMES = ("chapter", "indicator", "mark", "node", "plan", "project", "table", "term", "theme")
SCHEMES = {"http", "https", "mailto", "tel", *PLAN_SCHEMES}
_PAGES = (".md", ".html", ".htm")
LINK = re.compile(
    r"(?P<image>!?)\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?(?P<target>[^)\s>]+(?: [^)\s>\"'“”（(]+)*)"
)
_LINK_ELSEWHERE = re.compile(
    r"^ {0,3}\[[^\]^]+\]:\s*<?(\S+?)>?(?:\s|$)|<(?:a|img)\s(?:[^<>]*?\s)?(?:href|src)\s*=\s*[\"']?([^\"'\s>]+)"
)
# What a bracket holds where a link is meant: an address, a thing of the plan, or a file.
_FILE = rf"[^（）()]+(?:{'|'.join(KINDS).replace('.', '[.]')})(?:[ 　]+[\"'“”][^（）()]*)?[ 　]*[)）]"
_LEADS = rf"(?:(?:{'|'.join(sorted(SCHEMES))}):|#[a-z]|{_FILE})"
_WIDE_END_OF_TEXT = re.compile(rf"\[[^\[\]［］]*(?P<at>］)[(（]{_LEADS}")
_HALF_WIDTH_BRACKETS = "Write half-width brackets: [text](project:id)."
# What looks like a link and is none, by the place at fault.
_UNREAD = (
    (
        re.compile(rf"\](?P<at>（)(?={_LEADS})"),
        Found(
            "full-width-bracket",
            "this is not read as a link, because “（” is a full-width bracket",
            _HALF_WIDTH_BRACKETS,
        ),
    ),
    (
        re.compile(rf"(?P<at>［)[^［］]*］(?=[(（]{_LEADS})"),
        Found(
            "full-width-bracket",
            "this is not read as a link, because “［” is a full-width bracket",
            _HALF_WIDTH_BRACKETS,
        ),
    ),
    (
        _WIDE_END_OF_TEXT,
        Found(
            "full-width-bracket",
            "this is not read as a link, because “］” is a full-width bracket",
            _HALF_WIDTH_BRACKETS,
        ),
    ),
    (
        re.compile(rf"\](?P<at>[ 　])[ 　]*(?=[(（]{_LEADS})"),
        Found(
            "link-refused",
            "this is not read as a link, because a space stands before its address",
            "Take the space between “]” and “(” away.",
        ),
    ),
)
_EMPTY_LINK = re.compile(r"\]\(\s*\)")
_IMG = re.compile(r"<img\b([^<>]*)>", re.IGNORECASE)
_SAYS_NOTHING = re.compile(
    "(?:(?:詳細|詳しく|続き|くわしく)は?)?(?:こちら|ここ|コチラ|これ)(?:へ|から|を?クリック)?|クリック|リンク|詳細|詳しく|続きを読む|もっと見る"
    "|here|click ?here|more|read ?more|link|this",
    re.IGNORECASE,
)
_OF_WEB = ("http", "https")
_WITHOUT_SCHEME = re.compile(r"https?:|(?:[\w-]+\.)+(?:jp|com|org|net|info)(?:[/?#]|$)")
BARE_ID = re.compile(r"(?:\.{0,2}/)*([a-z][a-z0-9-]*)(?:\.html?|/|/index\.html)?")
CANNOT_LINK = "“{link}” cannot be linked to"
WHERE_LINKS_LEAD = (
    "Link to the plan’s own things by their id (node:id, project:id, chapter:id, term:id, mark:id, theme:id), or write "
    "a whole address (https://…)."
)


def find_links(line: str, at: FilePosition, source: Source) -> None:
    if match := _WIDE_TITLE.search(line):
        source.problems.add(
            "link-refused",
            "the words behind the address do not stand in half-width quotation marks",
            within(at, match.start("at")),
            advice="Write in half width: {near}",
            near=f'"{match["at"].strip(_QUOTATION_MARKS)}"',
        )
    elif match := _OPEN_TITLE.search(line):
        _report_open_title(within(at, match.start()), source)
    else:
        _find_links(line, at, source)


def _find_links(line: str, at: FilePosition, source: Source) -> None:
    open_link = _OPEN_LINK.search(line)  # its address would take the rest of the line with it
    for match, place in _links_in(line[: open_link.start()] if open_link else line, at):
        if match["image"]:
            _check_picture_text(bool(match["text"].strip()), place, source)
            _check_text_is_no_name(match, place, source)
        elif not match["text"].strip():
            warn(
                source,
                "link-without-text",
                "the link has no words",
                place,
                severity=Severity.ERROR,
                advice="Write in the brackets the name of what it leads to, as in [防災の取組](node:bousai).",
            )
        _check_picture_shown(match, line, place, source)
        _check_link_text(match, place, source)
        _read_link(LinkReference(match["target"], plain_text(match["text"]), place), bool(match["image"]), source)
    for match in _LINK_ELSEWHERE.finditer(line):
        link = LinkReference(match[1] or match[2], "", within(at, match.start()))
        _read_link(link, match[0].startswith("<img"), source)
    for match in _IMG.finditer(line):
        _check_picture_text("alt" in map(str.lower, ATTRIBUTE.findall(match[1])), within(at, match.start()), source)
    for pattern, slip in _UNREAD:
        for match in pattern.finditer(line):
            source.problems.add(slip.rule, slip.found, within(at, match.start("at")), advice=slip.advice)
    if not _WIDE_END_OF_TEXT.search(line):
        _check_lost_brackets(line, at, source)
    for match in _EMPTY_LINK.finditer(line):
        found = "this link has no address"
        source.problems.add("link-refused", found, within(at, match.start() + 1), advice=WHERE_LINKS_LEAD)


def _report_open_title(at: FilePosition, source: Source) -> None:
    source.problems.add(
        "link-refused",
        "the quotation mark in this link is not closed",
        at,
        advice='Write: [words](address "words below a picture")',
    )


def _check_lost_brackets(line: str, at: FilePosition, source: Source) -> None:
    """`(node:g1)` without its words in brackets, `[町](node:g1` without its end: nothing that a reader should see."""
    open_link = _OPEN_LINK.search(line)
    for match in [open_link] if open_link else _outside_of_links(line):
        source.problems.add(
            "link-refused",
            "this is not read as a link: the bracket “)” that ends it is missing, or a full-width one"
            if open_link
            else "this is not read as a link, because one of its brackets is missing",
            within(at, match.start()),
            advice="Write all four: [words](node:g1)."
            if open_link
            else "Write the words of the link in half-width brackets: [words]{near}. If it is to be no link, take "
            "{near} away.",
            link=match[0],
            near=f"{match[0]})",
        )


def _outside_of_links(line: str) -> list[re.Match[str]]:
    """Addresses in brackets that belong to no link."""
    whole = [match for match in LINK.finditer(line) if _ENDS_LINK.match(line, match.end())]
    places = [(match.start(), match.end()) for match in whole]
    found = (_OF_A_LINK if not line.startswith("#") else _OF_A_PLAN).finditer(line)  # (#id) of a heading: {#id}
    return [match for match in found if not any(begin <= match.start() < end for begin, end in places)]


_ENDS_LINK = re.compile(r"[^()\n]*\)")
_OPEN_LINK = re.compile(r"!?\[[^\[\]]*\]\([^()\n]*$")
_QUOTATION_MARKS = "“”„‟「」『』\"'"
_WIDE_TITLE = re.compile(r"!?\[[^\[\]]*\]\(\s*[^()\s\"“”]+\s+(?P<at>[“”„‟「『][^()]*?)\s*\)")
_OPEN_TITLE = re.compile(
    r"!?\[[^\[\]]*\]\(\s*[^()\s\"]+\s+\"[^\"()]*\)|!\[[^\[\]]*\]\(\s*[^()\s\"]+\.\w+\s+[^()\s\"][^()\"]*\"\s*\)"
)
_OF_A_PLAN = re.compile(rf"\((?:{'|'.join(PLAN_SCHEMES)}):[\w-]+")
_OF_A_LINK = re.compile(rf"{_OF_A_PLAN.pattern}|\(#[a-z][\w-]*")


def _links_in(text: str, at: FilePosition) -> Iterator[tuple[re.Match[str], FilePosition]]:
    """Links and pictures with their places; also the small picture that leads to a large one."""
    for match in LINK.finditer(text):
        yield match, within(at, match.start())
        if not match["image"]:
            yield from _links_in(match["text"], within(at, match.start("text")))


def _check_picture_text(has_text: bool, at: FilePosition, source: Source) -> None:
    """An empty ![] is mostly forgotten; that a picture only decorates is said in HTML, which nobody does by chance."""
    if not has_text:
        warn(
            source,
            "picture-without-text",
            "the picture has no text in its place",
            at,
            severity=Severity.ERROR,
            advice='Write what it shows: ![駅前の広場](station.jpg). If it only decorates: <img src="…" alt="">',
        )


def _check_text_is_no_name(match: re.Match[str], at: FilePosition, source: Source) -> None:
    """`![photo-1.png](photo-1.png)`, as editors write it."""
    if ending_of(match["text"].strip()) in PICTURE_KINDS:
        warn(
            source,
            "picture-without-text",
            "“{text}” is the name of a file, and does not say what the picture shows",
            at,
            severity=Severity.ERROR,
            advice="Write what it shows: ![駅前の広場](station.jpg).",
            text=match["text"].strip(),
        )


def _check_link_text(match: re.Match[str], at: FilePosition, source: Source) -> None:
    """Does a link say where it leads, and what is fetched from elsewhere? Of files beside the text pages say it."""
    text = normalised(plain_text(match["text"]))
    if _SAYS_NOTHING.fullmatch(text):
        warn(
            source,
            "link-says-nothing",
            "“{text}” does not say where the link leads",
            at,
            advice="Write in the place of “{text}” alone the name of what it leads to; the address stays as it is.",
            text=match["text"],
        )
    kind = _kind_of_file(match["target"]) if match["target"].startswith(("http:", "https:")) else ""
    if kind and not says_kind_and_size(text, kind):
        warn(
            source,
            "file-link-without-size",
            "the link leads to a file, but does not say its type and size",
            at,
            advice=(
                "Write both in the link: [{text}（{type}、○.○MB）](…). Its size is shown when you save the file and "
                "look at its properties."
            ),
            text=re.sub(rf"\s*[（(]{kind}[)）]$", "", match["text"]),
            type=kind,
        )


def _check_picture_shown(match: re.Match[str], line: str, at: FilePosition, source: Source) -> None:
    """A link to a picture beside the text, with nothing else on its line, is mostly a picture without its “!”."""
    is_picture = names_file(match["target"]) and ending_of(match["target"]) in PICTURE_KINDS
    if is_picture and not match["image"] and not line[: match.start()].strip() and line.rstrip().endswith(")"):
        warn(
            source,
            "picture-as-link",
            "the picture “{name}” is linked to, not shown",
            at,
            advice="Is the “!” before the bracket lost? Then write {near}. If it is to be fetched, {acknowledge}",
            name=match["target"],
            near=f"![{match['text']}]({match['target']})",
        )


def names_file(target: str) -> bool:
    """Does a link lead to a picture or file beside the narrative?"""
    return not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|[/#?]", target) and bool(_kind_of_file(target, KINDS))


def _kind_of_file(target: str, kinds: Mapping[str, str] = DOWNLOAD_KINDS) -> str:
    return kinds.get(ending_of(re.split("[?#]", target)[0]), "")


def _read_link(link: LinkReference, is_image: bool, source: Source) -> None:
    target, at = link.target, link.at
    near = _with_known_scheme(_MISTYPED_SCHEME.sub("https://", _WIDE_COLON.sub(":", target, count=1), count=1))
    is_whole = is_web_address(target)
    if near != target and not is_whole and near.partition(":")[0] in (*PLAN_SCHEMES, "https"):
        source.problems.add("link-refused", CANNOT_LINK, at, advice="Did you mean “{near}”?", link=target, near=near)
        return
    scheme, colon, _ = target.partition(":")
    source.links.append(link)
    is_address = scheme in SCHEMES and not (scheme in _OF_WEB and not is_whole)
    if target.startswith("#") or names_file(target) or (colon and is_address and not is_image):
        return
    if BARE_ID.fullmatch(target) and not is_image:
        return  # what it may mean is known only among the plan's ids
    source.problems.add(
        "link-refused",
        "“{link}” cannot be shown by a page" if is_image else CANNOT_LINK,
        at,
        advice=_link_advice(target, is_image=is_image),
        link=target,
        id=target.rpartition("/")[2].partition(".")[0],
    )


def _with_known_scheme(target: str) -> str:
    """term:npo for trem:npo."""
    scheme, colon, rest = target.partition(":")
    likely = difflib.get_close_matches(scheme, PLAN_SCHEMES, 1, 0.7) if colon and scheme not in SCHEMES else []
    return f"{likely[0]}:{rest}" if likely else target


_WIDE_COLON = re.compile(r"\s*[:：]\s*")
_MISTYPED_SCHEME = re.compile(r"h?tt?ps?\s*[;；:]?\s*[/／]{1,3}(?=[\w-]+\.)")


_OF_ONE_PC = re.compile(r"[A-Za-z]:[\\/]|\\\\|file:")  # C:\Users\…, \\server\…: where nobody else finds it


def _link_advice(target: str, *, is_image: bool) -> str:
    ending = ending_of(target)
    if ending == ".svg":
        return (
            "Save it as PNG beside the text, and write its new name here: an SVG file can hold a program, which would "
            "run when it is opened by itself."
        )
    if is_image:
        return "Put the picture beside the text as .jpg, .png, .webp or .gif, and write its name: ![駅前](station.jpg)."
    if _WITHOUT_SCHEME.match(target):
        return "Write the whole address, which begins with https://."
    if ending == ".md" and not target.partition("://")[1]:
        return (
            "Write the id of that text, mostly the name of its file without .md: chapter:{id}. "
            "If there is no such text, leave the words alone."
        )
    if _OF_ONE_PC.match(target):
        return "Put the file beside the text, in the same folder, and write its name alone, such as plan.pdf."
    if re.fullmatch(r"\.\w{1,5}", ending) and ending not in _PAGES and not target.partition("://")[1]:
        return "Files may end with .pdf, .xlsx, .docx, .pptx, .csv or .zip; save it as one of them."
    return WHERE_LINKS_LEAD
