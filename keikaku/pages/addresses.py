"""Where each page stands: the only place that makes addresses, and they are made of ids, but for files."""

from dataclasses import dataclass

from keikaku.plan.plan import Plan
from keikaku.plan.tree import Node, Theme

# Folders of a plan that no node's id may take.
RESERVED = frozenset(
    {
        "about",
        "all",
        "chapters",
        "data",
        "departments",
        "figures",
        "files",
        "glossary",
        "indicators",
        "marks",
        "progress",
        "projects",
        "search",
        "themes",
    }
)

HOME = "index.html"
NOT_FOUND = "404.html"
SITE_ABOUT = "about/index.html"
ACCESSIBILITY = "accessibility/index.html"
ACCESSIBILITY_TEST = "accessibility/test/index.html"
SITE_SEARCH = "search/index.html"
ALL_PROGRESS_DATA = "progress.csv"  # of all plans, in the site's own folder
UPDATES = "updates/index.html"
UPDATES_FEED = "updates/feed.xml"
_SITE_LISTS = frozenset({"accessibility", "search", "updates"})

HERE = "here"  # the place of a figure on the page of what it belongs to


def is_overview(address: str) -> bool:
    """Whether the page there is made of what other pages say, or of Keikaku's words: it has nothing of its own."""
    folders = address.split("/")[:-1]
    return not folders or folders[0] in _SITE_LISTS or (len(folders) == 2 and folders[1] in RESERVED - {"about"})


@dataclass(frozen=True)
class Addresses:
    """The addresses of one plan's pages, from the site's root, without a leading slash."""

    plan: Plan

    @property
    def home(self) -> str:
        return f"{self.plan.id}/index.html"

    def node(self, node: Node) -> str:
        """A node's own page, or its section on the page of the nearest node above that has one."""
        if self.plan.has_page(node):
            return f"{self.plan.id}/{node.id}/index.html"
        parent = self.plan.parent(node.id)
        return (self.node(parent).partition("#")[0] if parent else self.home) + f"#{node.id}"

    def project(self, id: str) -> str:
        return f"{self.plan.id}/projects/{id}/index.html"

    def indicator(self, id: str) -> str:
        return f"{self.plan.id}/indicators/{id}/index.html"

    def chapter(self, id: str) -> str:
        chapter = self.plan.chapters_by_id[id]
        if chapter.of:
            return self.of(chapter.of)
        return self.home if id == "index" else f"{self.plan.id}/chapters/{id}/index.html"

    def theme(self, theme: Theme) -> str:
        return f"{self.plan.id}/themes/{theme.id}/index.html"

    def table(self, id: str) -> str:
        """Where a table stands: on its owner's page."""
        owner = self.plan.owners.get(id, "")
        page = self.chapter(owner) if owner in self.plan.chapters_by_id else self.of(owner)
        return f"{page.partition('#')[0]}#{self.plan.id}-{id}-{HERE}"

    def of(self, id: str) -> str:
        """The page of a node, project or theme; the plan's home for anything else."""
        if node := self.plan.nodes_by_id.get(id):
            return self.node(node)
        if id in self.plan.projects_by_id:
            return self.project(id)
        theme = self.plan.themes_by_id.get(id)
        return self.theme(theme) if theme else self.home

    def list(self, name: str) -> str:
        return f"{self.plan.id}/{name}/index.html"

    @property
    def search_data(self) -> str:
        """The script that holds what the plan's search looks through."""
        return f"{self.plan.id}/search-data.js"

    @property
    def progress_data(self) -> str:
        """How every indicator stands to its target, as one file."""
        return f"{self.plan.id}/data/progress.csv"

    def term(self, id: str) -> str:
        return f"{self.list('glossary')}#{id}"

    def data(self, figure_id: str) -> str:
        return f"{self.plan.id}/data/{figure_id}.csv"

    def attachment(self, name: str) -> str:
        """A picture or file beside a narrative: the one address that is made of a file's name."""
        return f"{self.plan.id}/files/{name}"

    def resolve(self, reference: str) -> str | None:
        """The address of a link such as `project:kodomo` in the narrative; None where it leads nowhere."""
        scheme, _, rest = reference.partition(":")
        id, mark, anchor = rest.partition("#")
        plan = self.plan
        found: dict[str, str | None] = {
            "project": self.project(id) if id in plan.projects_by_id else None,
            "node": self.node(plan.nodes_by_id[id]) if id in plan.nodes_by_id else None,
            "indicator": self.indicator(id) if id in plan.indicators_by_id else None,
            "chapter": self.chapter(id) if id in plan.chapters_by_id else None,
            "table": self.table(id) if id in plan.tables_by_id else None,
            "theme": self.theme(plan.themes_by_id[id]) if id in plan.themes_by_id else None,
            "term": self.term(id) if any(term.id == id for term in plan.about.glossary) else None,
            "mark": self.list("marks") if id in {m.id for m in plan.about.marks} else None,
            "plan": self.home,
        }
        address = found.get(scheme)
        return None if address is None else address + mark + anchor


def relative_address(address: str, *, page: str) -> str:
    """The link from `page` to `address`; both are written from the site's root, with `index.html` written out."""
    path, mark, anchor = address.partition("#")
    if mark and path == page:
        return mark + anchor
    here, there = page.split("/")[:-1], path.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    return "/".join([".."] * (len(here) - shared) + there[shared:]) + mark + anchor
