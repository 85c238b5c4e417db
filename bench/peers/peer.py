"""One peer on one file: JSON Lines in, star groups out as `{"kept": id, "members": [id, ..]}`.

Articles are taken in file order, which bundel_generate makes the keep order: each folds under the first kept one that
it matches, or is kept. Only kept ones are indexed, so no peer compares more than it has to. Every peer reads with orjson
and cuts words with str.translate, the quickest of what was tried; words are those of bundel on ASCII text.

The last line of standard output tells what starting Python and importing cost, so that it can be taken off.
"""

import json
import os
import sys
import time

import numpy as np
import orjson

RUN = 5  # words of the shortest shared run, and of a shingle
PERMUTATIONS = 128
BATCH = 2000
SEPARATORS = str.maketrans({chr(c): " " for c in range(128) if not chr(c).isalnum()})


def words_of(text):
    return text.lower().translate(SEPARATORS).split()


def shingle_strings(words):
    return list(map(" ".join, zip(*(words[i:] for i in range(RUN)))))


def shingle_hashes(words):
    """64-bit hashes of all windows of RUN words, in order."""
    h = np.fromiter(map(hash, words), dtype=np.int64, count=len(words)).view(np.uint64)
    h = h * np.uint64(0x9E3779B97F4A7C15)
    h ^= h >> np.uint64(29)
    size = max(0, len(h) - RUN + 1)
    rolled = h[:size].copy()
    for i in range(1, RUN):
        rolled *= np.uint64(0xA0761D6478BD642F)
        rolled += h[i : size + i]
    rolled ^= rolled >> np.uint64(32)
    rolled *= np.uint64(0xD6E8FEB86659FD93)
    return rolled ^ (rolled >> np.uint64(32))


class Verifier:
    """bundel's definition of a copy: of both texts at least `threshold` of the words lie in shared runs of RUN words."""

    def __init__(self, threshold):
        self.threshold = threshold
        self.texts = []
        self.hashes = {}  # of those that were compared: in order, and sorted

    def add(self, text):
        self.texts.append(text)

    def give(self, key, hashes):
        self.hashes[key] = hashes, np.sort(hashes)

    def match(self, a, b):
        (in_order_a, sorted_a), (in_order_b, sorted_b) = self._hashes(a), self._hashes(b)
        return self._enough(in_order_a, sorted_b) and self._enough(in_order_b, sorted_a)

    def _hashes(self, key):
        if key not in self.hashes:
            self.give(key, shingle_hashes(words_of(self.texts[key])))
        return self.hashes[key]

    def _enough(self, here, there):
        if len(here) == 0 or len(there) == 0:
            return False
        at = np.minimum(np.searchsorted(there, here), len(there) - 1)
        starts = np.flatnonzero(there[at] == here)
        if len(starts) == 0:
            return False
        covered = RUN + np.minimum(np.diff(starts), RUN).sum()
        return covered >= self.threshold * (len(here) + RUN - 1) - 1e-9


class Stars:
    def __init__(self):
        self.kept_of = []

    def settle(self, key, candidates, matches):
        """Folds `key` under the first of the candidates that it matches; True where it is kept."""
        kept = next((c for c in sorted(candidates) if matches(key, c)), key)
        self.kept_of.append(kept)
        return kept == key

    def write(self, ids, path):
        groups = {}
        for key, kept in enumerate(self.kept_of):
            if kept != key:
                groups.setdefault(kept, []).append(ids[key])
        with open(path, "wb") as out:
            for kept, members in groups.items():
                out.write(orjson.dumps({"kept": ids[kept], "members": members}) + b"\n")


def articles_of(path):
    with open(path, "rb") as lines:
        for line in lines:
            record = orjson.loads(line)
            yield record["id"], record["title"] + "\n" + record["text"]


def batches_of(path):
    batch = []
    for article in articles_of(path):
        batch.append(article)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def datasketch_groups(path, out, bands, rows, numpy_hashes):
    """`numpy_hashes`: shingles hashed by numpy instead of SHA-1 over strings, which is datasketch's default."""
    empty = MinHash(PERMUTATIONS, hashfunc=int) if numpy_hashes else MinHash(PERMUTATIONS)
    lsh = MinHashLSH(num_perm=PERMUTATIONS, params=(bands, rows))
    verifier, stars, ids = Verifier(0.5), Stars(), []
    for key, (name, text) in enumerate(articles_of(path)):
        ids.append(name)
        verifier.add(text)
        words = words_of(text)
        sketch = empty.copy()
        if numpy_hashes:
            hashes = shingle_hashes(words)
            sketch.update_batch((hashes >> np.uint64(32)).tolist())
        else:
            sketch.update_batch([shingle.encode() for shingle in shingle_strings(words)])
        candidates = lsh.query(sketch)
        if numpy_hashes and candidates:
            verifier.give(key, hashes)
        if stars.settle(key, candidates, verifier.match):
            lsh.insert(key, sketch, check_duplication=False)
    stars.write(ids, out)


def rensa_groups(path, out, bands, verify):
    """Without verification a candidate counts where the sketches say a Jaccard of at least 0.5."""
    lsh = RMinHashLSH(threshold=0.5, num_perm=PERMUTATIONS, num_bands=bands)
    verifier, stars, ids, sketches = Verifier(0.5), Stars(), [], []

    def alike(a, b):
        return sketches[a].jaccard(sketches[b]) >= 0.5

    for batch in batches_of(path):
        shingles = [shingle_strings(words_of(text)) for _, text in batch]
        for (name, text), sketch in zip(batch, RMinHash.from_token_sets(shingles, PERMUTATIONS, 42)):
            key = len(ids)
            ids.append(name)
            if verify:
                verifier.add(text)
            else:
                sketches.append(sketch)
            if stars.settle(key, lsh.query(sketch), verifier.match if verify else alike):
                lsh.insert(key, sketch)
    stars.write(ids, out)


def rensa_flags(path, out):
    """The quickest that rensa has: rho sketches of hashes, and a flag for each article that may have a copy. No groups."""
    hashes, offsets = [], [0]
    for _, text in articles_of(path):
        hashes.append(shingle_hashes(words_of(text)))
        offsets.append(offsets[-1] + len(hashes[-1]))
    matrix = RMinHash.digest_matrix_from_flat_token_hashes_rho(
        np.concatenate(hashes), np.array(offsets, dtype=np.uint64), PERMUTATIONS, 42
    )
    lsh = RMinHashLSH(threshold=0.5, num_perm=PERMUTATIONS, num_bands=32)
    flags = lsh.query_duplicate_flags_matrix_one_shot(matrix)
    with open(out, "w", encoding="utf-8") as file:
        file.write(json.dumps({"flagged": sum(flags)}) + "\n")


PEERS = {
    "datasketch": lambda path, out: datasketch_groups(path, out, 25, 5, False),
    "datasketch-numpy": lambda path, out: datasketch_groups(path, out, 25, 5, True),
    "datasketch-numpy-recall": lambda path, out: datasketch_groups(path, out, 64, 2, True),
    "rensa": lambda path, out: rensa_groups(path, out, 32, False),
    "rensa-verified": lambda path, out: rensa_groups(path, out, 32, True),
    "rensa-verified-recall": lambda path, out: rensa_groups(path, out, 64, True),
    "rensa-rho-flags": rensa_flags,
}


def main():
    global MinHash, MinHashLSH, RMinHash, RMinHashLSH
    peer, path, out = sys.argv[1:]
    if peer.startswith("datasketch"):
        from datasketch import MinHash, MinHashLSH
    else:
        from rensa import RMinHash, RMinHashLSH
    startup = {"wall": time.time() - float(os.environ["STARTED"]), "cpu": time.process_time()}
    PEERS[peer](path, out)
    print(json.dumps(startup))


main()
