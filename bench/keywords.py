#!/usr/bin/env python3
"""How far do keywords tell look-alike events apart? Standard library only.

usage: keywords.py BUNDEL ARTICLES.jsonl LABELS.csv [--show]

LABELS.csv has the columns id and event; events whose names begin with the same number are look-alikes of one topic, as
"12ecb" and "12ecbplus" are in ECB+. Of each pair of look-alikes that are found as two clusters (each event's is the one
that holds most of its articles): how many keywords do the two clusters share?
--show  also prints the keywords of every pair.
"""
import argparse, collections, csv, itertools, json, re, subprocess


def found_events(bundel, articles):
    command = [bundel, "events", articles, "--format", "jsonl", "--quiet"]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    return [json.loads(line) for line in lines]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bundel")
    parser.add_argument("articles")
    parser.add_argument("labels")
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()

    events = found_events(given.bundel, given.articles)
    event_of = {}
    for number, event in enumerate(events):
        for member in event["members"]:
            for article in [member, *member.get("copies", [])]:
                event_of[article["id"]] = number
    articles_of = collections.defaultdict(list)
    for row in csv.DictReader(open(given.labels, encoding="utf-8", newline="")):
        articles_of[row["event"]].append(row["id"])
    topics = collections.defaultdict(dict)
    for name, ids in articles_of.items():
        if number := re.match(r"\d+(?=[a-z]+$)", name):
            most = collections.Counter(event_of[i] for i in ids).most_common()
            topics[number[0]][name] = min(e for e, count in most if count == most[0][1])

    shared, identical = [], 0
    for number in sorted(topics, key=int):
        for one, other in itertools.combinations(sorted(topics[number]), 2):
            a, b = events[topics[number][one]], events[topics[number][other]]
            if a is b:
                continue
            shared.append(len(set(a["keywords"]) & set(b["keywords"])))
            identical += set(a["keywords"]) == set(b["keywords"])
            if given.show:
                print(f"{one:12} {', '.join(a['keywords'])}\n{other:12} {', '.join(b['keywords'])}")
    pairs = len(shared)
    print(f"look-alike pairs found as two clusters: {pairs}")
    print(f"keywords shared: mean {sum(shared) / max(pairs, 1):.2f}, most {max(shared, default=0)}")
    print(f"pairs that share none: {shared.count(0)}; identical: {identical}")
    together = [set(event["keywords"]) for event in events if event["reports"] > 1]
    nearest = [max((len(a & b) for j, b in enumerate(together) if i != j), default=0) for i, a in enumerate(together)]
    print(f"keywords shared with the event that shares most, events of two or more reports: {sum(nearest) / max(len(nearest), 1):.2f}")
    words = [word for event in events for word in event["keywords"]]
    print(f"numbers among all {len(words)} keywords: {sum(word.isdigit() for word in words)}")


if __name__ == "__main__":
    main()
