#!/usr/bin/env bash
# A model is saved, used again, and refused where it would do something else than what is asked.
source "$(realpath "$(dirname "$0")")/common.sh" "$1"
expect "a model is saved" "$program" events in.jsonl --quiet --save-model m.jsonl --output all.jsonl
expect "the same articles with it give the same" "$program" events in.jsonl --quiet --model m.jsonl --output again.jsonl
expect "byte for byte" cmp all.jsonl again.jsonl
head -n 1 in.jsonl >one.jsonl
expect "other articles may be compared with it" "$program" events one.jsonl --quiet --model m.jsonl --output one.out.jsonl
expect "a packed one too" "$program" events in.jsonl --quiet --save-model m.jsonl.gz --output /dev/null
expect "with the same answer" "$program" events in.jsonl --quiet --model m.jsonl.gz --output packed.jsonl
expect "byte for byte, packed" cmp all.jsonl packed.jsonl
refused "term-letters: 4 is not 5, with which the model was made" events in.jsonl --model m.jsonl --set term-letters=4
refused "is the same file as that of --output" events in.jsonl --output x.jsonl --save-model x.jsonl
refused "is read and would be lost" events in.jsonl --model m.jsonl --save-model m.jsonl
refused "a model is JSON Lines" events in.jsonl --save-model m.csv
refused "one.jsonl:1: not a model's record" events in.jsonl --model one.jsonl
head -n 3 m.jsonl >cut.jsonl
refused "cut.jsonl: it is cut short" events in.jsonl --model cut.jsonl
refused "none.jsonl" events in.jsonl --model none.jsonl
expect "nothing unfinished lies about" nothing_left
finish
