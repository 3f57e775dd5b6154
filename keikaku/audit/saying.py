"""What an audit found: for people in words, for machines as JSON."""

import json
from collections.abc import Iterator
from dataclasses import asdict

from keikaku.pages.criteria import CRITERIA
from keikaku.words import Words
from keikaku.workspace import Audit, AuditFinding

_SHOWN = 5  # pages that are named of each finding


def audited_json(audit: Audit) -> str:
    return json.dumps(asdict(audit), ensure_ascii=False, indent=2) + "\n"


def audited_text(audit: Audit, words: Words) -> str:
    looked = words(
        "{pages} pages, each as on a phone and on a desk, light and dark ({engine}).",
        pages=len(audit.pages),
        engine=audit.engine,
    )
    nothing = words("The machine's check found no problem. What only people can tell is not tested by it.")
    findings = [line for finding in audit.findings for line in ("", *_finding_lines(finding, words))]
    return "\n".join([looked, *(findings or [nothing])])


def _finding_lines(finding: AuditFinding, words: Words) -> Iterator[str]:
    kind = words("To be judged by people") if finding.is_open else words("Error")
    yield f"{kind} [{finding.rule}]  {finding.help}"
    if names := [_criterion(number, words) for number in finding.criteria]:
        yield "    " + words("Success criterion: {names}", names=words(", ").join(names))
    pages = words(", ").join(finding.pages[:_SHOWN]) + ("…" if finding.pages[_SHOWN:] else "")
    yield "    " + words("Pages: {pages}", pages=pages)
    yield from (f"    {html[:160]}" for html in finding.examples)


def _criterion(number: str, words: Words) -> str:
    name = next((words(one.name) for one in CRITERIA if one.number == number), "")
    return " ".join(part for part in (number, name) if part)
