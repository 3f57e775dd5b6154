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
