"""The command line: what it says, and the exit codes."""

from typing import Any

import pytest

from keikaku import cli


def test_ctrl_c_ends_a_command_with_a_word_and_the_shells_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def press(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "build", press)
    assert cli.main(["build", "--lang", "ja"]) == cli.STOPPED == 130
    assert capsys.readouterr().err == "中断しました。\n"


def test_without_a_language_in_the_settings_it_speaks_japanese(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Python calls the locale “C” English; so do many servers and a bare Debian."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("locale.setlocale", lambda *_: "C.UTF-8")
    assert cli.main(["explain", "tab-indent"]) == 0
    assert not capsys.readouterr().out.isascii()
