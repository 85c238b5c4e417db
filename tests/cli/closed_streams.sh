#!/usr/bin/env bash
# No closed standard stream is mistaken for a file, and data that cannot be written are an error.
source "$(realpath "$(dirname "$0")")/common.sh" "$1"
"$program" dups in.jsonl --emit kept --output good.jsonl --quiet

"$program" dups in.jsonl --emit kept --output kept.jsonl 2>&-
expect "words do not go into the output where standard error is closed" cmp -s good.jsonl kept.jsonl
"$program" dups in.jsonl --emit kept --output kept2.jsonl <&- >&- 2>&-
expect "all three may be closed where nothing is written there" cmp -s good.jsonl kept2.jsonl

status=0
"$program" dups in.jsonl --emit kept --stats stats.json --quiet >&- 2>err || status=$?
expect "data for a closed standard output are an error" test $status -eq 2
expect "the error names it" grep -q 'standard output: ' err
expect "the statistics of a failed run do not appear" test ! -e stats.json
status=0
"$program" tune dups in.jsonl --save house.toml --quiet >&- 2>err || status=$?
expect "so is a table for a closed standard output" test $status -eq 2
expect "no settings appear" test ! -e house.toml
status=0
echo y | "$program" tune dups in.jsonl --label --labels answers.csv --output t.txt --quiet >&- 2>err || status=$?
expect "nobody is asked on a closed standard output" test $status -eq 2
status=0
"$program" --help >&- 2>err || status=$?
expect "nor can help be written there" test $status -eq 2
status=0
"$program" dups - --emit kept <&- >out 2>err || status=$?
expect "standard input that is closed cannot be read" test $status -eq 2
if [ -w /dev/full ]; then
  status=0
  "$program" dups in.jsonl --emit kept --quiet >/dev/full 2>err || status=$?
  expect "a full disk is an error" test $status -eq 2
fi
expect "nothing is left behind" nothing_left
finish
