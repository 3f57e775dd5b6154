"""What `keikaku audit` found, from audit.json."""

import json
from dataclasses import fields
from typing import Any

from keikaku.problems import FilePosition, Problems
from keikaku.workspace import Audit, AuditFinding, Workspace


def read_audit(workspace: Workspace, asked_at: FilePosition, problems: Problems) -> Audit | None:
    """The audit that keikaku.yaml asks for at `asked_at`; None where it cannot be read, which is then a problem."""
    path = workspace.audit
    try:
        return _audit(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        found = "the results are to tell of the audit, and there is none"
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        found = "audit.json cannot be read"
    problems.add("no-audit", found, asked_at, advice=_RUN_IT)
    return None


_RUN_IT = (
    "Run `keikaku audit`, which writes audit.json. Where no site was built yet, write “audit: false” until that is "
    "done."
)


def _audit(said: dict[str, Any]) -> Audit:
    findings = tuple(AuditFinding(**_fields(AuditFinding, finding)) for finding in said["findings"])
    return Audit(**_fields(Audit, said) | {"findings": findings})


def _fields(kind: type, said: dict[str, Any]) -> dict[str, Any]:
    """What is said of each field, which has to be there; lists as tuples."""
    values = {field.name: said[field.name] for field in fields(kind)}
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
