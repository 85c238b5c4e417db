#!/usr/bin/env bash
# What stands in articles cannot steer a terminal, wherever it is shown.
source "$(realpath "$(dirname "$0")")/common.sh" "$1"
hostile='\u001b[31mRED\u001b]0;owned\u0007\u009b2J\u202e\r\n'
printf '{"id":"%s","title":"%s","source":"%s","date":"2020","text":"%s"}\n' "$hostile" "$hostile" "$hostile" "$sentence" >h.jsonl
printf '{"id":"b%s","title":"%s","date":"2021","text":"%s x"}\n{"id":"c","date":"2022","text":"%s y"}\n' \
  "$hostile" "$hostile" "$sentence" "$sentence" >>h.jsonl
printf '{"id":"d","date":"2022","text":"Bakers ask a higher price for rye bread %s"}\n{"id":"%s"}\n' "$hostile" "$hostile" >>h.jsonl
id=$(printf '\033[31mRED\033]0;owned\007\302\2332J\342\200\256\r\n')
clean() {
  "$program" "$@" >out 2>&1
  ! LC_ALL=C grep -qP '[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]' out
}
for pair in "c b$id" "c d" "$id c" "$id d"; do
  a=${pair%% *}
  expect "explain of copies and events" clean explain h.jsonl --pair "$a" "${pair#* }"
  expect "explain of events" clean explain h.jsonl --pair "$a" "${pair#* }" --as events
  expect "explain of copies" clean explain h.jsonl --pair "$a" "${pair#* }" --as copies
done
expect "explain of a copy's stand-in" clean explain h.jsonl --pair c "b$id
"
expect "explain of an id that is none" clean explain h.jsonl --pair "x$id" c
for command in "dups h.jsonl" "dups h.jsonl --emit pairs" "events h.jsonl" "tune dups h.jsonl" "tune events h.jsonl" \
  "dups h.jsonl --prefer x$id --threshold 1" "dups h.jsonl --no-noisy --threshold 1"; do
  # shellcheck disable=SC2086
  expect "$command" clean $command
done
expect "a path in a message" clean dups "no$id.jsonl"
expect "an option's value in a message" clean dups h.jsonl --keep "$id"
finish
