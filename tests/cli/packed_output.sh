#!/usr/bin/env bash
# The name of the output says its format and its packing, and what was written is read again.
source "$(realpath "$(dirname "$0")")/common.sh" "$1"
"$program" dups in.jsonl --emit kept --quiet >kept.jsonl
for packing in gz zst xz bz2; do
  case $packing in gz) magic=1f8b ;; zst) magic=28b52ffd ;; xz) magic=fd377a58 ;; bz2) magic=425a68 ;; esac
  expect "kept is packed as .$packing" "$program" dups in.jsonl --emit kept --quiet --output "k.jsonl.$packing"
  begins=$(od -An -tx1 -N4 "k.jsonl.$packing" | tr -d ' \n')
  expect "as its first bytes say: $begins" test "${begins#"$magic"}" != "$begins"
  "$program" dups "k.jsonl.$packing" --emit kept --quiet >again.jsonl
  expect ".$packing gives the records back" cmp -s kept.jsonl again.jsonl
  cp "k.jsonl.$packing" first
  sleep 0.01
  "$program" dups in.jsonl --emit kept --quiet --output "k.jsonl.$packing"
  expect "the same records are the same bytes" cmp -s first "k.jsonl.$packing"
  "$program" events in.jsonl --quiet --output "e.jsonl.$packing"
  "$program" events in.jsonl --quiet --output "e.csv.$packing"
  expect "a packed result is scored" \
    "$program" score --gold "e.csv.$packing" "e.jsonl.$packing" --min-f1 1 --quiet --output score.txt
done
expect "packed rejections are written" "$program" dups in.jsonl --emit kept --quiet --output k.out --rejects r.jsonl.gz
expect "as gzip" gzip -t r.jsonl.gz
expect "packed statistics too" "$program" dups in.jsonl --emit kept --quiet --output k.out --stats s.json.gz
expect "as gzip" gzip -t s.json.gz
status=0
"$program" dups in.jsonl --emit kept --quiet --output /dev/full 2>err || status=$?
expect "a full disk is an error" test $status -eq 2
ln -s /dev/full full.jsonl.gz
status=0
"$program" dups in.jsonl --emit kept --quiet --output full.jsonl.gz 2>err || status=$?
expect "packed too" test $status -eq 2

for name in e.jsonl e.ndjson e.JL e.jsonlines e.json; do
  "$program" events in.jsonl --quiet --output "$name"
  expect "$name is JSON Lines" grep -q '^{"event":"e1"' "$name"
done
bom=$'\xef\xbb\xbf'
"$program" events in.jsonl --quiet --output e.csv
expect "e.csv is CSV and begins with a byte order mark" grep -q "^${bom}event,id," e.csv
"$program" dups in.jsonl --quiet --output g.csv
expect "so are groups" grep -q "^${bom}group,id," g.csv
"$program" dups in.jsonl --quiet --emit pairs --format csv --output p.out
expect "and pairs, by --format" grep -q "^${bom}a,b," p.out
"$program" tune dups in.jsonl --quiet --output t.csv
expect "and thresholds" grep -q "^${bom}threshold," t.csv
"$program" tune dups in.jsonl --quiet --sample 2 --output s.csv
expect "and pairs to judge" grep -q "^${bom}a,b,same," s.csv
"$program" events in.jsonl --quiet --format csv >std.csv
expect "but not what goes to standard output" grep -q "^event,id," std.csv
printf 'id,text\n1,Quite some words\n' >t.csv
"$program" dups t.csv --emit kept --quiet --output kept.csv
expect "nor kept rows" cmp -s t.csv kept.csv
expect "the result is scored" "$program" score --gold e.csv e.jsonl --min-f1 1 --quiet --output score.txt
"$program" events in.jsonl --quiet --output e.txt
expect "other names are tables for people" grep -q 'reports' e.txt

refused "--format: jsonl, which does not go with the ending .csv of x.csv" events in.jsonl --format jsonl --output x.csv
refused "--format: csv, which does not go with the ending .json of x.json.gz" events in.jsonl --format csv --output x.json.gz
refused "--format: table, which does not go with the ending .csv" events in.jsonl --format table --output x.csv
refused "ending .tsv" events in.jsonl --output x.tsv
refused "ending .html" events in.jsonl --output x.html
refused "ending .csv" explain in.jsonl --pair 1 2 --output x.csv
refused "not as .zip" events in.jsonl --output x.jsonl.zip
refused "not as .zip" dups in.jsonl --emit kept --output x.jsonl.zip
refused "ending .jsonl" tune dups in.jsonl --sample 2 --output x.jsonl
refused "ending .csv of s.csv" events in.jsonl --stats s.csv
refused "ending .csv of r.csv" events in.jsonl --rejects r.csv
refused "ending .json of h.json" tune dups in.jsonl --save h.json
refused "not packed" tune dups in.jsonl --save h.toml.gz
refused "ending .csv of c.csv" tune dups in.jsonl --svg c.csv
refused "ending .json of a.json" tune dups in.jsonl --label --labels a.json

# Records have a form of their own.
echo "A text that is one article" >text.txt
refused "JSON records, which does not go with the ending .csv of x.csv" dups in.jsonl --emit kept --output x.csv
refused "rows of a table, which does not go with the ending .jsonl" dups t.csv --emit kept --output x.jsonl
refused "rows of a table, which does not go with the ending .tsv" dups t.csv --emit kept --output x.tsv
refused "paths of texts, which does not go with the ending .jsonl" dups text.txt --emit kept --output x.jsonl
expect "paths may go into a .txt" "$program" dups text.txt --emit kept --quiet --output x.txt
for emit in kept dropped; do
  sed -n 1p in.jsonl >one.jsonl
  printf 'id,title,text\n9,%s\n' "$(sed -n 's/.*"title":"\([^"]*\)","text":"\([^"]*\)".*/\1,\2/p' one.jsonl)" >copy.csv
  printf '{"id":"8",%s\n' "$(sed -n 's/{"id":"1",//p' one.jsonl)" >copy.jsonl
  cp copy.jsonl copy2.jsonl
  sed -i 's/"8"/"7"/' copy2.jsonl
  sed 's/^9,/6,/' copy.csv >copy2.csv
  if [ $emit = kept ]; then
    printf 'id,text\n1,Quite other words than those\n' >x.csv
    refused "--keep-from" dups x.csv in.jsonl --emit kept
    refused "--keep-from" dups text.txt in.jsonl --emit kept
    refused "--keep-from" dups text.txt x.csv --emit kept
    rm x.csv
  else
    refused "--keep-from" dups in.jsonl copy.jsonl copy.csv copy2.csv --emit dropped
  fi
done
expect "nothing was written" test -z "$(ls x.jsonl x.csv x.tsv 2>/dev/null)"

# Records on several lines come out as lines, all others byte for byte.
printf '[\n {\n  "id": "a",\r\n  "text": "Words of \\n one  and } {",\n  "n": [1,\n 2, true\n, false] \n },  { "id" : "b",  "text":"Others of two"}\n]\n' >p.json
"$program" dups p.json --emit kept --quiet >k.jsonl
printf ' \n' | cat - k.jsonl >/dev/null
expect "two lines" test "$(wc -l <k.jsonl)" -eq 2
expect "of the first only the breaks are gone" \
  grep -qFx '{  "id": "a",  "text": "Words of \n one  and } {",  "n": [1, 2, true, false]  }' k.jsonl
expect "the second is as it was" grep -qFx '{ "id" : "b",  "text":"Others of two"}' k.jsonl
"$program" dups k.jsonl --emit kept --quiet >k2.jsonl
expect "and it is read again" cmp -s k.jsonl k2.jsonl
printf 'id,title,text\r1,Ferry,"It\nsails"\r2,Brewery,Shut\r' >cr.csv
"$program" dups cr.csv --emit kept --quiet >k.csv
expect "rows that end in CR do so in kept" cmp -s cr.csv k.csv
printf 'sep=^\nid^title^text\n1^Ferry^It sails\n' >sep.csv
"$program" dups sep.csv --emit kept --quiet >k.csv
expect "a separator that only its line tells keeps the line" cmp -s sep.csv k.csv
printf 'id;title;text\n1;"Ferry; boats";x\n' >double.csv
printf "id;title;text\n2;'Brewery; beer';y\n" >single.csv
status=0
"$program" dups double.csv single.csv --emit kept --quiet >k.csv 2>err || status=$?
expect "rows of two ways to quote are refused" test $status -eq 2
printf 'id,title,text\n1,Ferry,It sails again today,,\n2,Ferry,It sails again today,,\n' >wide.csv
"$program" dups wide.csv --emit dropped --with-reason --quiet >d.csv
expect "a reason stands below its name" grep -qx '2,Ferry,It sails again today,1,identical,1,' d.csv
finish
