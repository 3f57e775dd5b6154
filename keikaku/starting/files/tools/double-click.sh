#!/bin/sh
# {what}
cd "$(dirname "$0")" || exit 3

stay_open() {
  if [ -t 0 ]; then
    printf '\nEnter キーで閉じます。'
    read -r _
  fi
}

for python in python3.14 python3.13 python3.12 python3.11 python3 none; do
  "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && break
done
if [ "$python" = none ]; then
  echo 'Python 3.11 以降が見つかりません。'
  echo 'https://www.python.org/downloads/ から入れて、もう一度開いてください。'
  stay_open
  exit 3
fi
"$python" build.py {command} "$@"
status=$?
{when}stay_open
exit "$status"
