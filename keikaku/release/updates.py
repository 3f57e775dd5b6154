"""The update history out of the manifests: what each release that is public changed against the one before it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from keikaku.pipeline import Update, UpdatedPage, UpdatedValue, is_overview
from keikaku.release.changes import Changes, Newer, PageChange, ValueChange, changes_between
from keikaku.release.contents import Contents
from keikaku.release.deciding import decision_on
from keikaku.release.manifest import MANIFEST, Manifest, Releases, order_of
from keikaku.workspace import Decision, Decisions, Workspace


def past_updates(workspace: Workspace) -> tuple[Update, ...]:
    """The newest first. A release that was taken back is none."""
    folder = workspace.releases
    stats = ((path, path.stat()) for path in sorted(folder.glob(f"*{MANIFEST}")))
    return _past_updates(folder, tuple((path.name, stat.st_mtime_ns, stat.st_size) for path, stat in stats))


@lru_cache(maxsize=1)
def _past_updates(folder: Path, _stamps: tuple[tuple[str, int, int], ...]) -> tuple[Update, ...]:
    """Kept while the manifests stay the same: a preview asks after each save."""
    public = Releases(folder).public()
    updates = [update_of(before, manifest) for before, manifest in pairwise((None, *public)) if manifest]
    return tuple(updates[::-1])


def update_of(before: Manifest | None, manifest: Manifest) -> Update:
    """What a release changed. Pages that are made of others, such as the history itself, go without saying."""
    day, number = order_of(manifest.name)
    if before is None:
        return Update(date.fromisoformat(day), number, is_first=not manifest.previous)
    changes = changes_between(before.contents, manifest.contents)
    decisions = manifest.decisions
    told, new_values, removed_values = (
        [value for value in values if value.newer_because is not Newer.COUNTED]
        for values in (changes.changed_values, changes.new_values, changes.removed_values)
    )
    corrections = [value for value in told if decision_on(value, decisions.corrections)]
    new_pages = _pages([page for page in changes.new_pages if not is_overview(page.address)], manifest.contents)
    fresh = {page.address for page in new_pages}
    gone = [value for value in removed_values if not changes.has_gone(value.figure)]
    values = [*told, *new_values, *removed_values]
    return Update(
        date.fromisoformat(day),
        number,
        corrections=_values(corrections, decisions.corrections),
        changed_values=_values([value for value in told if value not in corrections], decisions.new_data),
        gone_values=(*_values(gone, (*decisions.corrections, *decisions.new_data)), *_gone_figures(changes, decisions)),
        new_values=_values([value for value in new_values if value.page not in fresh], ()),
        new_pages=new_pages,
        gone_pages=_pages(changes.removed_pages, before.contents, decisions.reasons_of_removed),
        gone_parts=_parts(changes, decisions),
        moved_pages=tuple(UpdatedPage(page.title, page.address) for page in changes.moved_pages),
        changed_pages=_other_pages(changes.changed_pages, {value.page for value in values}, manifest.contents),
    )


def _parts(changes: Changes, decisions: Decisions) -> tuple[UpdatedPage, ...]:
    reasons = decisions.reasons_of_removed
    return tuple(
        UpdatedPage(f"{one.title} – {one.page}", one.address.partition("#")[0], reasons.get(one.address, ""))
        for one in changes.removed_parts
    )


def _gone_figures(changes: Changes, decisions: Decisions) -> tuple[UpdatedValue, ...]:
    """What was taken back as a whole is named, without telling its values again; if its page is gone, that names it."""
    pages = {page.address for page in changes.removed_pages}
    reasons = decisions.reasons_of_removed
    figures = {
        value.figure: value
        for value in changes.removed_values
        if changes.has_gone(value.figure) and value.page not in pages
    }
    return tuple(
        UpdatedValue(value.title, value.page, "", "", reason=reasons.get(changes.address_of(figure), ""))
        for figure, value in figures.items()
    )


def _values(values: Sequence[ValueChange], decisions: Sequence[Decision]) -> tuple[UpdatedValue, ...]:
    return tuple(_value(value, decision_on(value, decisions)) for value in values)


def _value(value: ValueChange, decision: Decision | None) -> UpdatedValue:
    series = " ".join(part for part in (value.series, value.state) if part)
    reason = decision.reason if decision else ""
    return UpdatedValue(value.title, value.page, value.row, series, value.old, value.now, reason)


def _pages(
    pages: Sequence[PageChange], contents: Contents, reasons: Mapping[str, str] | None = None
) -> tuple[UpdatedPage, ...]:
    """Of pages of one title, such as that about the source, each bears the title of its plan as well."""
    times = Counter(page.title for page in pages)

    def title(page: PageChange) -> str:
        plan = contents.pages.get(page.address.partition("/")[0] + "/index.html")
        return f"{page.title} – {plan.title}" if plan and times[page.title] > 1 else page.title

    return tuple(UpdatedPage(title(page), page.address, (reasons or {}).get(page.address, "")) for page in pages)


def _other_pages(pages: Sequence[PageChange], of_values: set[str], contents: Contents) -> tuple[UpdatedPage, ...]:
    reworded = [page for page in pages if page.is_reworded and page.address not in of_values]
    return _pages([page for page in reworded if not is_overview(page.address)], contents)
