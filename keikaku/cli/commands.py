"""What each command does, but the preview; each returns the exit code."""

import argparse
import sys
import time
from dataclasses import asdict

from keikaku.audit import NoBrowserError, NoToolsError, audit, audited_json, audited_text, pages_to_audit
from keikaku.audit import NoSiteError as NoAuditedSiteError
from keikaku.changed import plain_changes
from keikaku.checks.explain import RULES, explanation
from keikaku.cli.answers import FAULTS, FINE, answer, built_facts, sorry
from keikaku.cli.saying import build_summary, counts, print_problems, progress_bar, renewed_text, started_text
from keikaku.gallery import write_gallery
from keikaku.pages.accessibility import KINDS as PAGE_KINDS
from keikaku.pipeline import build, make
from keikaku.problems import Problems
from keikaku.reading.files import lines_of
from keikaku.reading.theme import read_own_theme
from keikaku.reading.workspace import read_settings
from keikaku.release import Outcome, UndoOutcome, compare, difference_paper, past_updates, release, review
from keikaku.release import undo as undo_release
from keikaku.release.saying import (
    changes_facts,
    released_facts,
    released_text,
    reviewed_facts,
    reviewed_text,
    undone_facts,
    undone_text,
)
from keikaku.remembered import changed_since
from keikaku.report import plain_problems, report_github, report_text
from keikaku.starting import NoFolderError, NotEmptyError, NotWholeError, Renewed, renew, start
from keikaku.theming import NoSuchPartError, ThereAlreadyError, copy, original, theme_facts, theme_text
from keikaku.words import Words
from keikaku.workspace import Workspace


def build_command(options: argparse.Namespace, words: Words) -> int:
    began = time.perf_counter()
    built = build(options.folder, today=options.today, history=past_updates, progress=progress_bar(words))
    status = FAULTS if built.problems.errors else FINE
    if options.json:
        return answer(options, status, "problems" if status else "written", **built_facts(built, words))
    print_problems(built.checked, words)
    print(build_summary(built, words, time.perf_counter() - began))
    return status


def check_command(options: argparse.Namespace, words: Words) -> int:
    """The pages are made as well, and not written: some questions are asked of them alone."""
    made = make(options.folder, today=options.today, history=past_updates, progress=progress_bar(words))
    checked = made.checked
    status = FAULTS if checked.problems.errors else FINE
    if options.json:
        problems = plain_problems(checked.problems.sorted(), words, RULES)
        changed = plain_changes(changed_since(checked.workspace) if status else ())
        return answer(options, status, "problems" if status else "sound", problems=problems, changed=changed)
    if options.github:
        print(report_github(checked.problems.sorted(), words, options.folder))
        return status
    print_problems(checked, words)
    print(counts(checked.problems, words))
    return status


def release_command(options: argparse.Namespace, words: Words) -> int:
    if options.undo:
        undone = undo_release(options.folder, words)
        status = FINE if undone.outcome is UndoOutcome.UNDONE else FAULTS
        if options.json:
            return answer(options, status, undone.outcome, **undone_facts(undone))
        print(undone_text(undone, words))
        return status
    released = release(options.folder, options.today, words, progress=progress_bar(words))
    status = FINE if released.outcome in (Outcome.RELEASED, Outcome.UNCHANGED) else FAULTS
    if options.json:
        return answer(options, status, released.outcome, **released_facts(released, words))
    print_problems(released.built.checked, words)
    print(released_text(released, words))
    return status


def review_command(options: argparse.Namespace, words: Words) -> int:
    reviewed = review(options.folder, options.today, words, progress=progress_bar(words))
    status = FINE if reviewed.zip else FAULTS
    if options.json:
        return answer(options, status, "problems" if status else "written", **reviewed_facts(reviewed, words))
    print_problems(reviewed.built.checked, words)
    print(reviewed_text(reviewed, words))
    return status


def diff_command(options: argparse.Namespace, words: Words) -> int:
    changes, decisions = compare(options.folder, options.old, options.new)
    if options.json:
        facts = changes_facts(changes)
        return answer(options, FINE, "different" if any(facts.values()) else "same", changes=facts)
    print(difference_paper(options.old, options.new, changes, decisions, words).to_markdown(), end="")
    return FINE


def explain_command(options: argparse.Namespace, words: Words) -> int:
    if options.rule is None:
        reasons = {rule: words(reason) for rule, reason in sorted(RULES.items())}
        if options.json:
            return answer(options, FINE, "listed", rules=reasons)
        print("\n".join(f"{rule}  {reason}" for rule, reason in reasons.items()))
        return FINE
    text = explanation(options.rule, words)
    if options.json:
        return answer(options, FINE, "explained", rule=options.rule, text=text)
    print(text)
    return FINE


def audit_command(options: argparse.Namespace, words: Words) -> int:
    workspace = read_settings(options.folder, Problems())
    try:
        pages = pages_to_audit(workspace.site, workspace.settings.base_url, everything=options.all)
        found = audit(workspace.site, pages, options.today, progress_bar(words, "Looking at {done} of {total}"))
    except NoToolsError as error:
        install = f'"{sys.executable}" -m pip install playwright axe-playwright-python'
        text = words("This needs {tools}. Run: {install}", tools=error, install=install)
        return sorry(options, text, outcome="no-tools")
    except NoBrowserError:
        text = words("No Chromium, Chrome or Edge was found that starts. Install one.")
        return sorry(options, text, outcome="no-browser")
    except NoAuditedSiteError:
        text = words("There is no finished site yet. Run `keikaku build` first.")
        return sorry(options, text, outcome="no-site")
    workspace.audit.write_text(audited_json(found), encoding="utf-8", newline="\n")
    status = FAULTS if found.findings else FINE
    if options.json:
        outcome = "problems" if status else "sound"
        return answer(options, status, outcome, written=workspace.audit, audit=asdict(found))
    print(audited_text(found, words), words("Written: {path}", path=workspace.audit), sep="\n")
    return status


def theme_command(options: argparse.Namespace, words: Words) -> int:
    workspace = Workspace(options.folder)
    faults = Problems()
    read_own_theme(workspace, PAGE_KINDS, faults)
    if faults.errors:
        if options.json:
            return answer(options, FAULTS, "problems", problems=plain_problems(faults.errors, words, RULES))
        print(report_text(faults.errors, words, lines_of(workspace.root)))
        return FAULTS
    try:
        return _theme_part(options, workspace, words)
    except NoSuchPartError:
        text = words("Keikaku's theme has no “{name}”. `keikaku theme` shows all names.", name=options.name)
        return sorry(options, text, FAULTS, "no-such-part")
    except ThereAlreadyError as error:
        text = words("“{path}” is there already, and stays as it is.", path=error)
        return sorry(options, text, FAULTS, "there-already")


def _theme_part(options: argparse.Namespace, workspace: Workspace, words: Words) -> int:
    if options.action == "list":
        if options.json:
            return answer(options, FINE, "listed", **theme_facts(workspace))
        print(theme_text(workspace, words))
    elif options.action == "show":
        text = original(options.name)
        if options.json:
            return answer(options, FINE, "shown", part=options.name, text=text)
        print(text, end="")
    else:
        path = copy(workspace, options.name)
        if options.json:
            return answer(options, FINE, "begun", path=path.as_posix())
        print(words("Begun: {path}", path=path))
    return FINE


def gallery_command(options: argparse.Namespace, words: Words) -> int:
    workspace = Workspace(options.folder)
    made = write_gallery(workspace, options.to or workspace.state / "gallery")
    if options.json:
        return answer(options, FINE, "written", **vars(made))
    print(words("{pages} pages with {figures} figures. Open: {index}", **vars(made)))
    return FINE


def new_command(options: argparse.Namespace, words: Words) -> int:
    folder = options.new
    try:
        done = renew(folder) if options.renew else start(folder, example=options.example)
    except NotEmptyError:
        text = words("“{folder}” is not empty. Name a folder that is new or empty.", folder=folder)
        return sorry(options, text, outcome="not-empty")
    except NoFolderError:
        text = words("“{folder}” was not started with “new”, so it has no tools.", folder=folder)
        return sorry(options, text, outcome="no-folder")
    except NotWholeError:
        return sorry(options, words("This Keikaku is not whole. Use one that is installed, or a whole checkout."))
    if options.json:
        return answer(options, FINE, "renewed" if options.renew else "started", **vars(done))
    print(renewed_text(done, words) if isinstance(done, Renewed) else started_text(done, words))
    return FINE
