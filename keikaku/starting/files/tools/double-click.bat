@echo off
rem {what}
chcp 65001 >nul
pushd "%~dp0"
set "python=py -3"
%python% -c "" >nul 2>nul || set "python=python"
%python% -c "" >nul 2>nul || set "python="
if not defined python (
  echo Python が見つかりません。
  echo.
  echo 1. https://www.python.org/downloads/windows/ を開きます。
  echo 2. 新しい版の「Windows installer 64-bit」を入れます。管理者の権限は要りません。
  echo 3. このファイルを、もう一度ダブルクリックします。
  echo.
  pause
  popd
  exit /b 3
)
%python% build.py {command} %*
set "status=%errorlevel%"
popd
{when}pause
exit /b %status%
