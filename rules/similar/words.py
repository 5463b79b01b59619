#!/usr/bin/env python3
"""Makes words.txt: words that mean nearly the same, a word and the others on a line, each pair once.

    words.py WORDNET_DICT GLOVE.txt > words.txt

WORDNET_DICT is the `dict` folder of WordNet 3.1 (Princeton University, https://wordnet.princeton.edu; its licence
permits use and distribution of what is derived from it with this notice). GLOVE.txt are word vectors, a word and its
numbers on a line, the commonest words first: those of GloVe trained on 6 billion words, of 100 dimensions
(Pennington, Socher and Manning 2014, https://nlp.stanford.edu/projects/glove; public domain).

WordNet says which words share a meaning, name a kind of the other, or are derived from each other, for every sense
they have; the cosine of their vectors says whether they are used alike, which rules out the senses that news does not
know. Neither does alone: vectors bring together what is said of one subject, "import" and "export".

Needs numpy.
"""
import collections
import pathlib
import re
import sys

import numpy as np

COMMONEST = 25_000  # words looked at
GENERAL = 400  # the commonest words have so many senses that only close ones are taken
# Verbs and adjectives that say too little: "come to" is no "move to".
LIGHT = set(
    "come go get make take give have be do put set keep let move bring hold turn run show see say tell find leave call "
    "become seem need want use work lead follow fall stand look pass thing place part way case point sort kind lot day "
    "time year people man woman person number last well good new big high low long short old young first second next "
    "great little much many more most other same such whole right left real true free open close full hard early late "
    "able ready sure certain likely possible".split()
)
# Least cosine by how two words are related, and the rarest sense of either that counts.
SAME = ((0.3, 2), (0.4, 4), (0.55, 99))
KIND = ((0.55, 2), (0.65, 3))
DERIVED = ((0.4, 3),)
ALIKE = ((0.55, 2),)
PARTS = {"noun": "n", "verb": "v", "adj": "a"}


def senses(folder):
    """For each part of speech and word, the rank of each of its senses, the commonest first."""
    found = {}
    for name, part in PARTS.items():
        for line in open(folder / f"index.{name}", encoding="utf-8"):
            if not line.startswith(" "):
                t = line.split()
                offsets = t[4 + int(t[3]) + 2 :]
                found[part, t[0]] = {offset: i + 1 for i, offset in enumerate(offsets)}
    return found


def synsets(folder):
    """For each sense its words and its pointers: symbol, sense, part of speech, word here, word there."""
    found = {}
    for name, part in PARTS.items():
        for line in open(folder / f"data.{name}", encoding="utf-8"):
            if not line.startswith(" "):
                t = line.split(" | ")[0].split()
                n = int(t[3], 16)
                words = [re.sub(r"\(.*\)", "", t[4 + 2 * i]) for i in range(n)]
                at = 5 + 2 * n
                pointers = [t[at + 4 * i : at + 4 * i + 4] for i in range(int(t[at - 1]))]
                found[part, t[0]] = words, [
                    (s, o, p.replace("s", "a"), int(w[:2], 16), int(w[2:], 16)) for s, o, p, w in pointers
                ]
    return found


def main():
    folder, vectors = pathlib.Path(sys.argv[1]), sys.argv[2]
    index, rows = {}, []
    for line in open(vectors, encoding="utf-8"):
        word, *numbers = line.split(" ")
        index[word] = len(rows)
        rows.append(np.array(numbers, dtype=np.float32))
        if len(rows) == COMMONEST:
            break
    table = np.stack(rows)
    table /= np.linalg.norm(table, axis=1, keepdims=True)
    rank, all_senses = senses(folder), synsets(folder)
    known = lambda w: w.isalpha() and w.islower() and len(w) > 2 and w in index
    pairs, antonyms = collections.defaultdict(float), set()

    def add(a, b, least, ranks):
        if a == b or {a, b} & LIGHT:
            return
        cosine = float(table[index[a]] @ table[index[b]])
        general = min(index[a], index[b]) < GENERAL and least is not DERIVED and cosine < 0.7
        verb = least is KIND and cosine < 0.7 and any(("v", w) in rank and ("n", w) not in rank for w in (a, b))
        if not general and not verb and any(cosine >= c and max(ranks) <= r for c, r in least):
            pairs[tuple(sorted((a, b)))] = cosine

    for (part, sense), (words, pointers) in all_senses.items():
        place = lambda w, p, s: rank.get((p, w), {}).get(s, 99)
        here = [w for w in words if known(w)]
        for i, a in enumerate(here):
            for b in here[i + 1 :]:
                add(a, b, SAME, (place(a, part, sense), place(b, part, sense)))
        for symbol, other, p, i, j in pointers:
            there = all_senses.get((p, other), ([], []))[0]
            if i and j and (symbol == "!" or symbol == "+"):
                a, b = words[i - 1], there[j - 1] if j <= len(there) else ""
                if symbol == "!":
                    antonyms.add(tuple(sorted((a.lower(), b.lower()))))
                elif known(a) and known(b):
                    add(a, b, DERIVED, (place(a, part, sense), place(b, p, other)))
            elif symbol in "@&":
                for a in here:
                    for b in filter(known, there):
                        least = KIND if symbol == "@" else ALIKE
                        add(a, b, least, (place(a, part, sense), place(b, p, other)))

    lines = collections.defaultdict(list)
    for a, b in sorted(set(pairs) - antonyms):
        lines[a].append(b)
    for word, others in sorted(lines.items()):
        print(f"{word}: {' '.join(others)}")


main()
