#!/usr/bin/env bash
# A settings file that is none is refused with its place.
source "$(realpath "$(dirname "$0")")/common.sh" "$1"
mkdir folder
refused "folder: it is a folder" dups in.jsonl --config folder
printf 'copy-threshold = 0.6\n\303\251=1\n' >letters.toml
refused "letters.toml:2: " config --config letters.toml
printf 'a = "\377"\n' >bytes.toml
refused "bytes.toml:1: " config --config bytes.toml
printf 'a\n' >half.toml
refused "half.toml:1: " config --config half.toml
printf '[' >open.toml
refused "open.toml:1: " config --config open.toml
printf 'a = %s' "$(printf '[%.0s' {1..1000})" >deep.toml
refused "deep.toml:1: " config --config deep.toml
mkfifo pipe.toml
echo 'copy-threshold = 0.6' >pipe.toml &
expect "a pipe may give settings" "$program" dups in.jsonl --config pipe.toml --quiet --output o.txt
mkdir bundel.toml
refused "bundel.toml: it is a folder" dups in.jsonl
finish
