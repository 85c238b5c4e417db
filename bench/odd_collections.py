#!/usr/bin/env python3
"""Collections for which no default can be right, with their labels: what `bundel tune` is for.

usage: odd_collections.py EVENTS.jsonl EVENTS.labels.csv FOLDER

Writes NAME.jsonl and NAME.labels.csv (id,event) into FOLDER:

  titles     the articles without their texts, if they have titles
  leads      the articles with the first 25 words of their texts and no titles
  long       every article followed by 1,500 words out of others, 15 from each
  narrow     the articles that have most words in common with the largest event, as many as that event five times
  templated  reports made from five templates (weather, shares, football, traffic, auctions): each event is one place and
             day, told by two to five outlets in the same sentences with other numbers of other things; takes nothing from
             EVENTS

The same input gives the same bytes. Standard library only.
"""
import collections, csv, json, os, random, sys


def read(articles, labels):
    with open(articles, encoding="utf-8") as f:
        records = [json.loads(line) for line in f if line.strip()]
    with open(labels, encoding="utf-8", newline="") as f:
        event = {row["id"]: row["event"] for row in csv.DictReader(f)}
    return [r for r in records if event.get(r["id"])], event


def write(folder, name, records, event):
    with open(os.path.join(folder, name + ".jsonl"), "w", encoding="utf-8") as f:
        for r in records:
            f.write(json.dumps(r, ensure_ascii=False) + "\n")
    with open(os.path.join(folder, name + ".labels.csv"), "w", encoding="utf-8", newline="") as f:
        rows = csv.writer(f, lineterminator="\n")
        rows.writerow(["id", "event"])
        rows.writerows([r["id"], event[r["id"]]] for r in records)


def words(record):
    return (record.get("title", "") + " " + record.get("text", "")).lower().split()


def without(record, **changes):
    return {**record, **changes}


def titles(records):
    return [without(r, text="") for r in records if r.get("title", "").strip()]


def leads(records):
    return [without(r, title="", text=" ".join(r.get("text", "").split()[:25])) for r in records if r.get("text", "").strip()]


def long(records, seed=1):
    """Sentences of the whole collection, drawn anew for each article, so that no two are copies."""
    rng = random.Random(seed)
    pool = [w for r in records for w in r.get("text", "").split()]
    grown = []
    for r in records:
        starts = [rng.randrange(max(len(pool) - 15, 1)) for _ in range(100)]
        background = ". ".join(" ".join(pool[i:i + 15]) for i in starts)
        grown.append(without(r, text=r.get("text", "") + "\n\n" + background))
    return grown


def narrow(records, event):
    largest = collections.Counter(event[r["id"]] for r in records).most_common(1)[0][0]
    members = [r for r in records if event[r["id"]] == largest]
    seen_in = collections.Counter(w for r in records for w in set(words(r)))
    topic = collections.Counter(w for r in members for w in set(words(r)) if seen_in[w] <= len(records) / 5)
    near = sorted(records, key=lambda r: (-sum(topic[w] for w in set(words(r))) / (1 + len(set(words(r)))) ** 0.5, r["id"]))
    return near[: 5 * len(members)]


PLACES = ["Almersum", "Brakwijk", "Colmveen", "Dorsthuizen", "Elperbroek", "Fierstad", "Gansoord", "Hemmelrade"]
FIRMS = ["Oltmans", "Veldera", "Korvan", "Zuidgas", "Marinex", "Tholl", "Harbeck", "Lindora"]
TEMPLATES = {  # never five fixed words in a row: reports of two events are no copies
    "weather": "{place}, {day}: high {a}, low {b}, wind {c}, rain {d}. Sunrise {e}. Clouds over {firm} tower until {f} then clear.",
    "shares": "{firm} closed {day} at {a}.{b}, change {c}, volume {d} thousand. Exchange {place}: index {e}, range {f}.",
    "football": "{place} against {firm} on {day}: {a}-{b}. Goals after {c}, {d} minutes. Crowd {e} hundred, cards {f}.",
    "traffic": "Road {a} near {place} closed {day}, {b} cars, queue {c} kilometres. Hospital: {d}. Open after {e} minutes; tow {firm}, crew {f}.",
    "auction": "{firm} sold lot {a} in {place}, {day}, for {b} thousand. Bidders {c}, reserve {d}, room {e}. Next sale: {f} May.",
}


def templated(seed=1):
    rng = random.Random(seed)
    records, event = [], {}
    for kind, template in TEMPLATES.items():
        for place in PLACES:
            for day in rng.sample(range(1, 29), 3):
                values = {"place": place, "firm": rng.choice(FIRMS), "day": f"{day} May", **{k: rng.randint(2, 40) for k in "abcdef"}}
                name = f"{kind}-{place}-{day}"
                for outlet in range(rng.randint(2, 5)):
                    told = dict(values)
                    told[rng.choice("abcdef")] = rng.randint(2, 40)  # every outlet has one number of its own
                    sentences = template.format(**told).split(". ")
                    if outlet % 2:
                        sentences = sentences[:1] + sentences[2:] + sentences[1:2]
                    identity = f"{name}-{outlet}"
                    records.append({"id": identity, "title": f"{kind.capitalize()} {place}", "text": ". ".join(sentences),
                                    "date": f"2025-05-{day:02}", "source": f"outlet {outlet}"})
                    event[identity] = name
    rng.shuffle(records)
    return records, event


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    records, event = read(sys.argv[1], sys.argv[2])
    folder = sys.argv[3]
    os.makedirs(folder, exist_ok=True)
    if titles(records):
        write(folder, "titles", titles(records), event)
    write(folder, "leads", leads(records), event)
    write(folder, "long", long(records), event)
    write(folder, "narrow", narrow(records, event), event)
    write(folder, "templated", *templated())


main()
