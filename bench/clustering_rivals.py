#!/usr/bin/env python3
"""Ways to turn link probabilities into events, beside the average linkage that bundel uses, as tables in Markdown.

usage: clustering_rivals.py FOLDER [--build DIR] [--seeds N]

  python3 -m venv VENV && VENV/bin/pip install numpy scipy igraph leidenalg && VENV/bin/python bench/clustering_rivals.py FOLDER

FOLDER     labelled sets, searched below: NAME.jsonl beside NAME.labels.csv, whose columns are id,event or a,b,same
--build    where bundel_event_pairs is (default: build/release)
--seeds    of what draws lots (default 1); F1 and seconds are means over them

All start from the score z of all pairs of kept articles; p is the logistic function of it. One parameter each:

  average          average linkage of z, cut where the mean z falls below the threshold: what bundel does, all pairs scored
  average of p     average linkage of p
  single, complete linkage of z
  refined          average linkage, then each article moves to the event with the largest mean z, or to one of its own if
                   none reaches the threshold, until nothing moves or twenty rounds are over
  single pass      in order of date (those of one date, and undated ones, in random order) each article joins the event with
                   the largest mean p if that reaches the threshold, and else opens one
  Leiden, p - t    constant Potts model of edges weighing p: the sum of p - t within events; edges below p 0.01 are left out
  Leiden, z - t    the same with log-odds, cut off at p 0.01
  Leiden, modularity  of edges weighing p, by resolution

`own best` is the F1 at the parameter that is best for the set; `held out` at the one that is best on average over the other sets.
F1 is B-cubed, or of the judged pairs where labels are a,b,same. Means are over the sets with B-cubed; judged pairs take part in
the choice of the parameter. Seconds are of one clustering of all sets, at the parameter that is best on average.
"""
import argparse
import csv
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import igraph
import leidenalg
import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform
from scipy.special import expit, logit

THRESHOLDS = [k / 20 for k in range(1, 20)]
COARSE = [0.1, 0.3, 0.5, 0.7, 0.9]  # Leiden takes minutes where many pairs are likely
RESOLUTIONS = [4, 8, 16, 32, 64]
LEAST = 0.01  # probability below which bundel tells no merges apart
ROUNDS = 20


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def numbers_of(labels):
    numbers = {}
    return np.array([numbers.setdefault(label, len(numbers)) for label in labels])


class LabelledSet:
    """Scores of all pairs in scipy's condensed order, labels and dates."""

    def __init__(self, articles, program):
        self.name = articles.stem
        labels = articles.with_name(articles.stem + ".labels.csv")
        with tempfile.TemporaryDirectory() as folder:
            kept, pairs = pathlib.Path(folder, "kept.csv"), pathlib.Path(folder, "pairs.csv")
            with open(pairs, "wb") as out:
                subprocess.run([program, articles, "--labels", labels, "--all", "--articles", kept], stdout=out, check=True)
            self.read_pairs(pairs)
            self.row_of = {r["id"]: self.row[r["kept"]] for r in rows_of(kept)}
        self.read_labels(rows_of(labels))
        with open(articles, encoding="utf-8") as f:
            date = {a["id"]: a.get("date") or "" for a in map(json.loads, filter(str.strip, f))}
        self.dates = [date[article] for article in self.row]

    def read_pairs(self, path):
        self.row, z = {}, []
        with open(path, encoding="utf-8") as f:
            next(f)
            for line in f:
                _, a, b, _, score, _ = line.split(",", 5)
                self.row.setdefault(a, len(self.row))
                z.append(float(score))
        self.row.setdefault(b, len(self.row))
        self.z = np.array(z)

    def read_labels(self, gold):
        self.by_pair = "same" in gold[0]
        if self.by_pair:
            self.a, self.b = (np.array([self.row_of[g[side]] for g in gold]) for side in "ab")
            self.gold = np.array([g["same"] == "1" for g in gold])
        else:
            self.item = np.array([self.row_of[g["id"]] for g in gold])
            self.gold = numbers_of([g["event"] for g in gold])

    def f1(self, event):
        """event: number of each row."""
        if self.by_pair:
            found = event[self.a] == event[self.b]
            return 2 * (found & self.gold).sum() / (found.sum() + self.gold.sum())
        found = numbers_of(event[self.item].tolist())
        _, place, counts = np.unique(self.gold * (found.max() + 1) + found, return_inverse=True, return_counts=True)
        both = counts[place]
        precision, recall = (both / np.bincount(whole)[whole] for whole in (found, self.gold))
        precision, recall = precision.mean(), recall.mean()
        return 2 * precision * recall / (precision + recall)


# --- ways to cluster: (scores of a set) -> a function of (parameter, seed) to the event of each row ----------------------


class Scores:
    """z and p of a set, condensed and square, and its dates."""

    def __init__(self, z, dates):
        self.z, self.p = z, expit(z)
        self.square_z, self.square_p = squareform(self.z, checks=False), squareform(self.p, checks=False)
        self.dates = dates
        self.rows = len(dates)
        self.one, self.other = np.triu_indices(self.rows, 1)


def linked(values, method, cut_of=lambda threshold: threshold):
    top = float(values.max())
    tree = linkage(top - values, method)
    return lambda threshold, seed: fcluster(tree, top - cut_of(threshold), "distance")


def refined(scores):
    start = linked(scores.z, "average", logit)

    def cluster(threshold, seed):
        event = numbers_of(start(threshold, seed).tolist())
        sizes = np.bincount(event, minlength=scores.rows + 1)
        sums = np.zeros((scores.rows, scores.rows + 1))  # of z, row by event; the last event stays empty
        for row in range(scores.rows):
            sums[:, event[row]] += scores.square_z[row]
        for _ in range(ROUNDS):
            if not sum(move(row, event, sizes, sums, float(logit(threshold))) for row in range(scores.rows)):
                break
        return event

    def move(row, event, sizes, sums, least):
        here = event[row]
        sizes[here] -= 1
        means = np.where(sizes > 0, sums[row] / np.maximum(sizes, 1), -np.inf)
        there = int(means.argmax())
        if means[there] < least:
            there = here if sizes[here] == 0 else int(sizes.argmin())
        elif means[there] == means[here]:
            there = here
        sizes[there] += 1
        if there == here:
            return False
        event[row] = there
        sums[:, here] -= scores.square_z[row]
        sums[:, there] += scores.square_z[row]
        return True

    return cluster


def single_pass(scores):
    def cluster(threshold, seed):
        lots = np.random.default_rng(seed).random(scores.rows)
        event = np.full(scores.rows, -1)
        before, sizes = [], np.zeros(scores.rows)
        for row in sorted(range(scores.rows), key=lambda r: (scores.dates[r], lots[r])):
            means = np.bincount(event[before], scores.square_p[row][before], scores.rows) / np.maximum(sizes, 1)
            best = int(means.argmax())
            event[row] = best if means[best] >= threshold else np.count_nonzero(sizes)
            sizes[event[row]] += 1
            before.append(row)
        return event

    return cluster


def leiden(scores, weight, model, resolution_of=lambda parameter: parameter):
    near = scores.p >= LEAST
    graph = igraph.Graph(n=scores.rows, edges=np.column_stack([scores.one[near], scores.other[near]]))
    weights = weight(scores)[near].tolist()

    def cluster(parameter, seed):
        found = leidenalg.find_partition(graph, model, weights=weights, n_iterations=-1, seed=seed + 1,
                                         resolution_parameter=resolution_of(parameter))
        return np.array(found.membership)

    return cluster


def log_odds_above_least(value):
    return value - logit(LEAST)


# name: (prepared from scores, parameters, whether lots are drawn)
WAYS = {
    "average": (lambda s: linked(s.z, "average", logit), THRESHOLDS, False),
    "average of p": (lambda s: linked(s.p, "average"), THRESHOLDS, False),
    "single": (lambda s: linked(s.z, "single", logit), [*THRESHOLDS, 0.99, 0.999, 0.9999], False),
    "complete": (lambda s: linked(s.z, "complete", logit), [0.0001, 0.001, LEAST, *THRESHOLDS], False),
    "refined": (refined, THRESHOLDS, False),
    "single pass": (single_pass, THRESHOLDS, True),
    "Leiden, p - t": (lambda s: leiden(s, lambda s: s.p, leidenalg.CPMVertexPartition), COARSE, True),
    "Leiden, z - t": (lambda s: leiden(s, lambda s: log_odds_above_least(s.z), leidenalg.CPMVertexPartition,
                                       lambda t: float(log_odds_above_least(logit(t)))), COARSE, True),
    "Leiden, modularity": (lambda s: leiden(s, lambda s: s.p, leidenalg.RBConfigurationVertexPartition), RESOLUTIONS, True),
}


# --- measuring --------------------------------------------------------------------------------------------------------


def measure(sets, scores, way, seeds):
    """F1 by parameter and set, and seconds by the same; a tree counts in full at each parameter."""
    prepare, parameters, lots = way
    f1 = np.zeros((len(parameters), len(sets)))
    seconds = np.zeros((len(parameters), len(sets)))
    for column, s in enumerate(sets):
        begun = time.perf_counter()
        cluster = prepare(scores[s.name])
        once = time.perf_counter() - begun
        for line, parameter in enumerate(parameters):
            begun = time.perf_counter()
            found = [cluster(parameter, seed) for seed in range(seeds if lots else 1)]
            seconds[line, column] = once + (time.perf_counter() - begun) / len(found)
            f1[line, column] = statistics.fmean(s.f1(event) for event in found)
    return f1, seconds


def print_table(title, header, rows):
    print(f"\n{title}\n\n| {' | '.join(header)} |\n|{'---|' * len(header)}")
    for row in rows:
        print(f"| {' | '.join(f'{c:.3f}' if isinstance(c, float) else str(c) for c in row)} |", flush=True)


def held_out(f1, column):
    return int(np.delete(f1, column, axis=1).mean(axis=1).argmax())


def compare(sets, scores, seeds):
    rows = {"held out": [], "own best": []}
    events = [k for k, s in enumerate(sets) if not s.by_pair]
    for name, way in WAYS.items():
        f1, seconds = measure(sets, scores, way, seeds)
        chosen = [held_out(f1, k) for k in range(len(sets))]
        out = [float(f1[line, k]) for k, line in enumerate(chosen)]
        best = [float(b) for b in f1.max(axis=0)]
        common = int(f1.mean(axis=1).argmax())
        used = sorted({way[1][line] for line in chosen})
        rows["held out"].append([name, *out, statistics.fmean(out[k] for k in events), " ".join(f"{u:g}" for u in used),
                                 f"{seconds[common].sum():.2f}"])
        rows["own best"].append([name, *best, statistics.fmean(best[k] for k in events)])
        print(f"{name} done", file=sys.stderr)
    names = [s.name for s in sets]
    print_table("Held out", ["", *names, "mean", "parameters", "seconds"], rows["held out"])
    print_table("Own best", ["", *names, "mean"], rows["own best"])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--build", type=pathlib.Path, default=pathlib.Path("build/release"))
    parser.add_argument("--seeds", type=int, default=1)
    arguments = parser.parse_args()
    paths = [p for p in sorted(arguments.folder.rglob("*.jsonl")) if p.with_name(p.stem + ".labels.csv").exists()]
    if len(paths) < 3:
        parser.error(f"{arguments.folder} holds {len(paths)} labelled sets; three are the least")
    sets = [LabelledSet(p, arguments.build.resolve() / "bundel_event_pairs") for p in paths]
    scores = {s.name: Scores(s.z, s.dates) for s in sets}
    compare(sets, scores, arguments.seeds)


if __name__ == "__main__":
    main()
