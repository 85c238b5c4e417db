#!/usr/bin/env python3
"""What `bundel events` gets right on labelled sets, as tables in Markdown.

usage: quality_tables.py FOLDER [TABLE ...] [--build DIR] [--draws N] [--seed N]

FOLDER   labelled sets, searched below: NAME.jsonl beside NAME.labels.csv, whose columns are id,event or a,b,same
TABLE    which tables (default: all)
  sets        precision, recall and F1 at the default threshold, the best of the thresholds 0.05 to 0.95, and the regret
  topics      of the topics that have two look-alike events, how many have the two mostly merged: the found event with
              most articles of the one is that with most of the other. Sets whose events are all a number and a name
              (12ecb, 12ecbplus) are looked at; the number is the topic
  languages   pairs judged by people, by their two languages (the field lang or language)
  signals     each signal left out by a settings file, at the default threshold and at the best ones
  background  with and without the words of the background, on whole sets and on subsets of 5, 20 and 100 articles
--build  where bundel is (default: build/release)
--draws  subsets of each size and set (default 20)
--seed   of the subsets (default 1)

F1 is B-cubed, or of the judged pairs where labels are a,b,same; `mean` is over the sets with B-cubed alone. The program
runs once for each configuration and set, since `tune events` tells the F1 of every threshold; on judged
pairs once for each threshold.

A subset is drawn event by event, events in random order, at most a fourth of its articles (two at the least) from each,
the last one cut to the size, so that small subsets hold several events and most events several articles.
"""
import argparse
import collections
import csv
import json
import pathlib
import random
import re
import statistics
import subprocess
import tempfile

DEFAULT = 0.5
THRESHOLDS = [k / 20 for k in range(1, 20)]
SIGNALS = {
    "all signals": {},
    "no body": {"body-weight": 0},
    "no lead": {"lead-weight": 0},
    "no pieces of headlines": {"piece-weight": 0},
    "no foreign bias": {"foreign-bias": 0},
    "no penalty for short texts": {"short-penalty": 0},
    "no time": {"time-weight": 0},
    "no background": {"background-articles": 0},
    "no passages": {"passage-index-rows": 0},
}
SIZES = [5, 20, 100]


class LabelledSet:
    def __init__(self, articles, labels=None):
        self.name = articles.stem
        self.articles = articles
        self.labels = labels or articles.with_name(articles.stem + ".labels.csv")
        with open(self.labels, encoding="utf-8", newline="") as f:
            self.gold = list(csv.DictReader(f))
        self.by_pair = "same" in self.gold[0]

    def lines(self):
        """id -> line of the file."""
        with open(self.articles, encoding="utf-8") as f:
            return {json.loads(line)["id"]: line for line in f if line.strip()}


class Program:
    def __init__(self, build, folder):
        self.path = build.resolve() / "bundel"
        self.folder = folder

    def run(self, command, inputs, settings, *more):
        config = self.folder / "settings.toml"
        config.write_text("".join(f"{name} = {value}\n" for name, value in settings.items()))
        call = [self.path, command[0], *command[1:], inputs, "--config", config, "--format", "jsonl", "--quiet", *more]
        said = subprocess.run(call, stdout=subprocess.PIPE, check=True).stdout
        return [json.loads(line) for line in said.splitlines()]

    def events(self, articles, settings={}):
        """id -> found event, copies with the article under which they are folded."""
        found = {}
        for event in self.run(["events"], articles, settings):
            for member in event["members"]:
                for article in [member, *member["copies"]]:
                    found[article["id"]] = event["event"]
        return found

    def curve(self, labelled, settings={}):
        """Threshold -> F1, from 0.05 to 0.95."""
        if labelled.by_pair:  # `tune` takes judged pairs as drawn by itself and weighs them
            return {t: pair_scores(labelled.gold, self.events(labelled.articles, {**settings, "event-threshold": t}))[2]
                    for t in THRESHOLDS}
        lines = self.run(["tune", "events"], labelled.articles, settings, "--labels", labelled.labels)
        return {line["threshold"]: float(line["bcubed"]) for line in lines if "threshold" in line}


def from_counts(right, found, gold):
    precision = right / found if found else 1.0
    recall = right / gold if gold else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def pair_scores(judged, found):
    """Precision, recall, F1 of judged pairs."""
    together = [found[g["a"]] == found[g["b"]] for g in judged]
    same = [g["same"] == "1" for g in judged]
    return from_counts(sum(t and s for t, s in zip(together, same)), sum(together), sum(same))


def bcubed(gold, found):
    """Precision, recall, F1."""
    both = collections.Counter((g["event"], found[g["id"]]) for g in gold)
    of_gold, of_found = collections.Counter(), collections.Counter()
    for (event, cluster), n in both.items():
        of_gold[event] += n
        of_found[cluster] += n
    precision = sum(n * n / of_found[c] for (_, c), n in both.items()) / len(gold)
    recall = sum(n * n / of_gold[e] for (e, _), n in both.items()) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def best_of(curve):
    """(threshold, F1); ties: the one nearest to the default."""
    return max(curve.items(), key=lambda at: (at[1], -abs(at[0] - DEFAULT)))


def mean_curve(curves):
    return {t: statistics.fmean(c[t] for c in curves) for t in curves[0]}


def print_table(title, header, rows):
    print(f"\n{title}\n\n| {' | '.join(header)} |\n|{'---|' * len(header)}")
    for row in rows:
        print(f"| {' | '.join(f'{c:.3f}' if isinstance(c, float) else str(c) for c in row)} |", flush=True)


# --- tables -----------------------------------------------------------------------------------------------------------


def table_of_sets(sets, program, _):
    rows, measured = [], []
    for s in sets:
        found = program.events(s.articles)
        precision, recall, f1 = (pair_scores if s.by_pair else bcubed)(s.gold, found)
        threshold, best = best_of(program.curve(s))
        regret = max(0.0, best - f1)
        gold = f"{len(s.gold)} pairs" if s.by_pair else len({g["event"] for g in s.gold})
        rows.append([s.name, len(found), gold, len(set(found.values())), precision, recall, f1, best, f"{threshold:.2f}", regret])
        if not s.by_pair:
            measured.append([precision, recall, f1, best, regret])
    means = [statistics.fmean(column) for column in zip(*measured)]
    rows.append(["mean", "", "", "", *means[:4], "", means[4]])
    header = ["set", "articles", "events", "found", "precision", "recall", "F1", "best F1", "at", "regret"]
    print_table("Sets", header, rows)


def topic_of(event):
    number = re.match(r"(\d+)\D", event)
    return number and number[1]


def look_alikes(gold):
    """Topic -> its two events; empty unless every event names its topic."""
    events = {g["event"] for g in gold}
    topics = collections.defaultdict(list)
    for event in sorted(events):
        topics[topic_of(event)].append(event)
    return {} if None in topics else {t: e for t, e in topics.items() if len(e) == 2}


def table_of_topics(sets, program, _):
    for s in sets:
        topics = {} if s.by_pair else look_alikes(s.gold)
        if not topics:
            continue
        rows = []
        for threshold in ("0.50", f"{best_of(program.curve(s))[0]:.2f}"):
            found = program.events(s.articles, {"event-threshold": threshold})
            clusters = collections.defaultdict(collections.Counter)
            for g in s.gold:
                clusters[g["event"]][found[g["id"]]] += 1
            main = {event: counts.most_common(1)[0][0] for event, counts in clusters.items()}
            merged = [t for t, (one, other) in topics.items() if main[one] == main[other]]
            touching = [t for t, (one, other) in topics.items() if clusters[one].keys() & clusters[other].keys()]
            rows.append([threshold, f"{len(merged)} of {len(topics)}", " ".join(sorted(merged, key=int)),
                         len(touching) - len(merged)])
        header = ["threshold", "topics mostly merged", "which", "others with an article on the wrong side"]
        print_table(f"Look-alike events of {s.name}", header, rows)


def table_of_languages(sets, program, _):
    for s in sets:
        if not s.by_pair:
            continue
        language = {}
        for article, line in s.lines().items():
            fields = json.loads(line)
            language[article] = fields.get("lang") or fields.get("language") or "?"
        found = program.events(s.articles)
        groups = collections.defaultdict(list)
        for g in s.gold:
            groups["-".join(sorted((language[g["a"]], language[g["b"]])))].append(g)
        rows = [[name, len(judged), sum(g["same"] == "1" for g in judged), *pair_scores(judged, found)]
                for name, judged in sorted(groups.items(), key=lambda group: -len(group[1]))]
        for title, one in (("one language", True), ("two languages", False)):
            judged = [g for g in s.gold if (language[g["a"]] == language[g["b"]]) == one]
            rows.append([title, len(judged), sum(g["same"] == "1" for g in judged), *pair_scores(judged, found)])
        print_table(f"Languages of {s.name}", ["languages", "pairs", "same event", "precision", "recall", "F1"], rows)


def signed(change):
    return f"{change:+.3f}"


def table_of_signals(sets, program, _):
    curves = {name: {s.name: program.curve(s, settings) for s in sets} for name, settings in SIGNALS.items()}
    events = [s.name for s in sets if not s.by_pair]
    names = [s.name for s in sets]
    common = {}
    for name, of_set in curves.items():
        common[name] = best_of(mean_curve([of_set[e] for e in events]))[0]
    views = {
        "At 0.50": lambda name, s: curves[name][s][DEFAULT],
        "At the one threshold that suits the five sets best": lambda name, s: curves[name][s][common[name]],
        "At the best threshold of each set": lambda name, s: best_of(curves[name][s])[1],
    }
    for title, f1 in views.items():
        rows = []
        for name in SIGNALS:
            mean = statistics.fmean(f1(name, e) for e in events)
            change = mean - statistics.fmean(f1("all signals", e) for e in events)
            cells = [f"{f1(name, s):.3f}" + ("" if name == "all signals" else f" ({signed(f1(name, s) - f1('all signals', s))})")
                     for s in names]
            rows.append([name, *cells, mean, signed(change), f"{common[name]:.2f}"])
        print_table(title, ["", *names, "mean", "change", "common threshold"], rows)


def subset_of(s, size, dice, folder):
    lines = s.lines()
    events = collections.defaultdict(list)
    for g in s.gold:
        events[g["event"]].append(g["id"])
    drawn = {}
    for event in dice.sample(sorted(events), len(events)):
        most = min(max(2, size // 4), size - len(drawn), len(events[event]))
        drawn.update((article, event) for article in dice.sample(events[event], most))
        if len(drawn) == size:
            break
    articles, labels = folder / "subset.jsonl", folder / "subset.labels.csv"
    articles.write_text("".join(lines[a] for a in sorted(drawn)), encoding="utf-8")
    labels.write_text("id,event\n" + "".join(f"{a},{e}\n" for a, e in drawn.items()), encoding="utf-8")
    return LabelledSet(articles, labels)


def table_of_background(sets, program, arguments):
    sets = [s for s in sets if not s.by_pair]
    with_and_without = {"with": {}, "without": {"background-articles": 0}}
    rows = []
    for size in [*SIZES, "whole"]:
        curves = {kind: [] for kind in with_and_without}
        for s in sets:
            dice = random.Random(f"{arguments.seed} {s.name} {size}")
            draws = [s] if size == "whole" else []
            found = collections.defaultdict(list)
            for number in range(1 if draws else arguments.draws):
                drawn = draws[0] if draws else subset_of(s, size, dice, program.folder)
                for kind, settings in with_and_without.items():
                    found[kind].append(program.curve(drawn, settings))
            for kind in curves:
                curves[kind].append(mean_curve(found[kind]))
        for kind, of_sets in curves.items():
            threshold, best = best_of(mean_curve(of_sets))
            rows.append([size, kind, *(c[DEFAULT] for c in of_sets), mean_curve(of_sets)[DEFAULT], best, f"{threshold:.2f}"])
    header = ["articles", "background", *(s.name for s in sets), "mean", "at the best common threshold", "which"]
    print_table(f"Background, {arguments.draws} subsets of each set and size", header, rows)


TABLES = {"sets": table_of_sets, "topics": table_of_topics, "languages": table_of_languages, "signals": table_of_signals,
          "background": table_of_background}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("tables", nargs="*", metavar="TABLE", help=", ".join(TABLES))
    parser.add_argument("--build", type=pathlib.Path, default=pathlib.Path("build/release"))
    parser.add_argument("--draws", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    unknown = [t for t in arguments.tables if t not in TABLES]
    if unknown:
        parser.error(f"no table {unknown[0]}; there are {', '.join(TABLES)}")
    paths = [p for p in sorted(arguments.folder.rglob("*.jsonl")) if p.with_name(p.stem + ".labels.csv").exists()]
    if not paths:
        parser.error(f"no labelled sets below {arguments.folder}")
    sets = [LabelledSet(p) for p in paths]
    with tempfile.TemporaryDirectory() as folder:
        program = Program(arguments.build, pathlib.Path(folder))
        for name in arguments.tables or TABLES:
            TABLES[name](sets, program, arguments)


if __name__ == "__main__":
    main()
