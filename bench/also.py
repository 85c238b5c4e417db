#!/usr/bin/env python3
"""Does `bundel events` list as `also` what was planted, and how much else? Standard library only.

usage: also.py BUNDEL SET... [--plants N] [--seed S] [--without-guest]

SET   NAME.jsonl with NAME.labels.csv (id,event) beside it, or a folder of .txt with FOLDER.labels.csv
found     Two consecutive paragraphs of one event's article (the guest) are put into the middle of an article of another
          event (the host); guest and host are of one language where labels say so, the guest's event has two or more
          reports, and the guest stays where it is. Found: the host is `also` in an event that holds a report of the guest's
          gold event. `pulled in`: planting made the host a member there; neither found nor missed. A tenth of the articles
          are hosts in one run. With --without-guest the guests are left out, so that only other reports of their event can
          be found; a guest that is a host in the same run stays.
false     `also` entries an article without plants. An entry is right where a member has the article's gold event (torn
          events, linked again); all others count as false, also those that a reader would call right.
"""
import argparse, csv, json, os, random, re, subprocess, sys, tempfile


def read_set(path):
    base = re.sub(r"\.jsonl$", "", path.rstrip("/"))
    with open(base + ".labels.csv", encoding="utf-8", newline="") as f:
        gold = {r["id"]: r["event"] for r in csv.DictReader(f)}
    if os.path.isdir(path):
        return base, [read_text(path, i) for i in sorted(gold)], gold
    with open(path, encoding="utf-8") as f:
        return base, [json.loads(line) for line in f if line.strip()], gold


def read_text(folder, name):
    with open(os.path.join(folder, name + ".txt"), encoding="utf-8") as f:
        head, text = f.readline(), f.read()
    if head.startswith("date "):
        return {"id": name, "date": head.split()[1], "text": text}
    return {"id": name, "text": head + text}


def paragraphs(text):
    """Lines of the text; sentences where there is but one line."""
    lines = [p for p in text.split("\n") if p.strip()]
    return lines if len(lines) > 3 else [s for p in lines for s in re.split(r"(?<=[.!?])\s+", p) if s.strip()]


def blocks(text, words=20):
    """Paragraphs, shorter ones joined to the next until they have `words` words, so that two of them say something."""
    made, now = [], []
    for p in paragraphs(text):
        now.append(p)
        if len(" ".join(now).split()) >= words:
            made.append("\n".join(now))
            now = []
    return made + (["\n".join(now)] if now and not made else [])


def plant(guest, host, rng):
    """The host's record with two blocks of the guest in its middle, and those blocks."""
    from_guest, into = blocks(guest["text"]), blocks(host["text"])
    at = rng.randrange(len(from_guest) - 1)
    planted = from_guest[at:at + 2]
    middle = len(into) // 2
    return dict(host, text="\n".join(into[:middle] + planted + into[middle:])), planted


def run(bundel, records):
    with tempfile.TemporaryDirectory() as folder:
        name = os.path.join(folder, "articles.jsonl")
        with open(name, "w", encoding="utf-8") as f:
            for r in records:
                f.write(json.dumps(r, ensure_ascii=False) + "\n")
        p = subprocess.run([bundel, "events", name, "--format", "jsonl", "--quiet"], capture_output=True, text=True)
        if p.returncode != 0:
            sys.exit(p.stderr)
        return [json.loads(line) for line in p.stdout.split("\n") if line]


def choose(articles, gold, rng, count):
    """Pairs guest, host; every article is host at most once."""
    sizes = {}
    for e in gold.values():
        sizes[e] = sizes.get(e, 0) + 1
    by_id = {a["id"]: a for a in articles if len(blocks(a.get("text", ""))) >= 2}
    guests = [i for i in by_id if sizes[gold[i]] >= 2]
    language = lambda i: i.split(":")[0] if ":" in i else by_id[i].get("language", "")
    pairs = []
    hosts = sorted(by_id)
    rng.shuffle(hosts)
    for h in hosts[:count]:
        fit = [g for g in sorted(guests) if gold[g] != gold[h] and language(g) == language(h)]
        if fit:
            pairs.append((rng.choice(fit), h))
    return pairs


def members(event):
    return [i for m in event["members"] for i in [m["id"]] + [c["id"] for c in m["copies"]]]


def false_entries(events, gold):
    wrong = 0
    for e in events:
        here = {gold[i] for i in members(e)}
        wrong += sum(gold[a["id"]] not in here for a in e["also"])
    return wrong


def measure(bundel, articles, gold, pairs, without_guest, rng):
    """Counts of plants that were found, missed, pulled in, and without an event to be found in."""
    counts = {"found": 0, "missed": 0, "pulled in": 0, "no event": 0}
    size = max(1, len(articles) // 10)
    for start in range(0, len(pairs), size):
        part = pairs[start:start + size]
        records = {a["id"]: a for a in articles}
        guests, hosts = {g for g, _ in part}, {h for _, h in part}
        for g, h in part:
            records[h], _ = plant(next(a for a in articles if a["id"] == g), records[h], rng)
        if without_guest:
            records = {i: r for i, r in records.items() if i not in guests or i in hosts}
        events = run(bundel, list(records.values()))
        for g, h in part:
            counts[outcome(events, gold, g, h)] += 1
    return counts


def outcome(events, gold, guest, host):
    home = [e for e in events if any(gold[i] == gold[guest] for i in members(e) if i != host)]
    if not home:
        return "no event"
    if any(host in members(e) for e in home):
        return "pulled in"
    return "found" if any(a["id"] == host for e in home for a in e["also"]) else "missed"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bundel")
    parser.add_argument("sets", nargs="+")
    parser.add_argument("--plants", type=int, default=240)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--without-guest", action="store_true")
    options = parser.parse_args()
    for path in options.sets:
        base, articles, gold = read_set(path)
        rng = random.Random(options.seed)
        clean = run(options.bundel, articles)
        if "also" not in clean[0]:
            sys.exit("this build of bundel writes no `also`")
        pairs = choose(articles, gold, rng, options.plants)
        counts = measure(options.bundel, articles, gold, pairs, options.without_guest, rng)
        asked = counts["found"] + counts["missed"]
        found = f"{counts['found'] / asked:.3f}" if asked else "-"
        wrong = false_entries(clean, gold)
        print(f"{os.path.basename(base)}: found {found} of {asked}, pulled in {counts['pulled in']}, no event "
              f"{counts['no event']}; false {wrong / len(articles):.3f} an article ({wrong} of {len(articles)})", flush=True)


if __name__ == "__main__":
    main()
