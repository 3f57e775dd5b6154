"""A workspace with one of everything that may be held back, each with words that stand nowhere else.

What is between `[kind` and `]kind` is of that kind. It can be public, held back, or not there at all.
"""

import re
from collections.abc import Collection
from pathlib import Path

from tests.pictures import png
from tests.workspaces import PLAN_YAML, write

PLAN = (
    PLAN_YAML
    + """\
marks: [{id: 重点, sign: ◎, name: 重点}]
themes:
  - {id: together, kind: 視点, name: ともに, members: [cafe]}
  #[theme
  - id: secret-view
    kind: 視点
    name: 秘密の視点
    HELD
    indicators: [{id: view-count, name: 秘密の視点の指標, values: {R3: 901}}]
  #]theme
"""
)
GOALS = """\
nodes:
  - id: g1
    level: goal
    name: 集まる町
    marks: 重点
    results:
      令和3年度: {items: 公開した実績}
      #[results
      令和4年度: {items: 秘密の実績, HELD}
      #]results
    evaluations:
      - {id: e1, title: 公開の評価, text: よい。}
      #[evaluation
      - {id: e2, title: 秘密の評価, text: 秘密の評価の文。, HELD}
      #]evaluation
    money:
      - {id: cost, title: 事業費, unit: 千円, rows: [{id: all, name: 計, values: {R3: 10, R4: 11}}]}
      #[money
      - {id: secret-cost, title: 秘密の事業費, unit: 千円, rows: [{id: all, name: 計, values: {R3: 902}}], HELD}
      #]money
    tables:
      - {id: open-table, title: 公開の表, values: {R3: 20, R4: 21}}
      #[table
      - {id: secret-table, title: 秘密の表, values: {R3: 903, R4: 904}, HELD}
      #]table
    indicators:
      - id: members
        name: 会員数
        unit: 人
        direction: up
        values:
          R3: 30
          R4: 31
          #[observation
          R5: {value: 905, note: 秘密の値の注, HELD}
          #]observation
        targets:
          - {year: R6, value: 40}
          #[target
          - {year: R7, value: 906, HELD}
          #]target
        rates:
          R3: 75
          #[rate
          R4: {value: 907, HELD}
          #]rate
      - {id: visitors, name: 来館者, unit: 人}
      #[indicator
      - {id: secret-count, name: 秘密の指標, unit: 人, values: {R3: 908, R4: 909}, HELD}
      #]indicator
    projects:
      - {id: festival, name: まつり, text: 秋に開く。}
      - id: cafe
        name: 子ども食堂
        marks: 重点
        pledges:
          - {printed: 10か所に増やす。, readings: [{id: places, name: か所数, unit: か所, targets: {R7: 10}}]}
          #[pledge
          - printed: 秘密の約束910か所。
            readings: [{id: more, name: 秘密のか所数, unit: か所, targets: {R7: 910}}]
            HELD
          #]pledge
        listings:
          - {node: g2, wording: 再掲}
          #[listing
          - {node: g3, wording: 秘密の再掲, HELD}
          #]listing
      #[project
      - id: secret-project
        name: 秘密の事業
        departments: 秘密課
        marks: 重点
        text: 秘密の事業の文。
        HELD
        indicators: [{id: below, name: 秘密の事業の指標, values: {R3: 911}}]
      #]project
  - {id: g2, level: goal, name: 育つ町}
  - {id: g3, level: goal, name: つながる町}
  #[node
  - id: secret-goal
    level: goal
    name: 秘密の目標
    HELD
    nodes: [{id: secret-below, level: goal, name: 秘密の目標の下}]
    projects:
      - id: secret-home
        name: 秘密の目標の事業
        indicators: [{id: deep, name: 秘密の深い指標, values: {R3: 912}}]
  #]node
"""
VISITORS = """\
indicator,year,value,publish_on
visitors,R3,50,
#[csv line
visitors,R4,913,2030-01-01
#]csv line
"""
SECRET_PLAN = PLAN_YAML.replace("小さな町の計画", "秘密の計画") + "HELD\n"
CHAPTER = """\
---
title: 町のいま
---

会員は{{value: members R3}}です。[まつり](project:festival)

{{figure: open-table}}
"""
SQUARE = "---\ntitle: 町の広場\n---\n\n![町の広場](square.png)\n"
SECRET_CHAPTER = "---\ntitle: 秘密の章\nHELD\n---\n\n秘密の章の本文。\n\n![秘密の写真](secret-photo.png)\n"
SECRET_TEXT = "---\ntitle: 秘密の目標の章\nof: g1\nHELD\n---\n\n秘密の目標の本文。\n"
FILES = {
    "keikaku.yaml": "title: 小さな町\nbase_url: https://town.example.jp/plan\n",
    "data/town/plan.yaml": PLAN,
    "data/town/goals.yaml": GOALS,
    "data/town/visitors.csv": VISITORS,
    "content/town/now.md": CHAPTER,
    "content/town/square.md": SQUARE,
}
FILES_BY_KIND = {
    "plan": ("data/secret/plan.yaml", SECRET_PLAN),
    "chapter": ("content/town/a-secret.md", SECRET_CHAPTER),
    "text": ("content/town/secret-text.md", SECRET_TEXT),
}
BESIDE = {"": {"content/town/square.png": png(4, 3)}, "chapter": {"content/town/secret-photo.png": png(640, 480)}}
_BLOCK = re.compile(r"^ *#\[(?P<kind>[\w ]+)\n(?P<text>.*?)^ *#\](?P=kind)\n", re.DOTALL | re.MULTILINE)
_BLOCKS = {match["kind"]: match["text"] for text in FILES.values() for match in _BLOCK.finditer(text)}
_TEXTS = _BLOCKS | {kind: text for kind, (_, text) in FILES_BY_KIND.items()}
KINDS = sorted(_TEXTS)
SECRETS = {kind: re.findall(r"秘密\w*|9\d\d", text)[0] for kind, text in _TEXTS.items()}  # words of each kind alone


def workspace(root: Path, *, there: Collection[str] = (), held: str = "draft: true") -> Path:
    """The public part of the workspace, and the kinds that are `there`, each with the words `held`."""
    files = FILES | dict(FILES_BY_KIND[kind] for kind in there if kind in FILES_BY_KIND)
    texts: dict[str, str | bytes] = {name: _with(text, there, held) for name, text in files.items()}
    beside = {name: content for kind in ("", *there) for name, content in BESIDE.get(kind, {}).items()}
    return write(root, texts | beside)


def _with(text: str, there: Collection[str], held: str) -> str:
    text = _BLOCK.sub(lambda match: match["text"] if match["kind"] in there else "", text)
    return text.replace("HELD", held)
