#!/usr/bin/env python3
"""Turn the marked-up articles (dev.txt, unseen.txt, campaign.txt, …) into JSONL, checking them on the way.

usage: build.py [--check] [--stats]      --check: write nothing, fail if the JSONL is stale

Markup (see README.md):
  === slug              starts an article; every later line is a paragraph
  {1 …} [1 …] <1 …>     content part, speaker, cue of attribution 1 (numbers restart per article)
  [1,2 …]               one speaker (or cue) for several attributions
  |…|                   words in marks that are nobody's statement: a trap, counted, not annotated
Letters after the number: on content D M I (kind, where the marks do not settle it), n negated,
x denial, h headline, w thought or wish, o neither speaker nor cue; on a speaker t titled name, r a role or body
("the minister"), g group or unnamed, d document or poll.
"""
import collections
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
OPEN = re.compile(r"(\d+(?:,\d+)*)([A-Za-z]*) ")
PAIRS = {"{": "}", "[": "]", "<": ">"}
FLAGS = {"{": "DMInxhwo", "[": "trgd", "<": ""}
CLOSERS = {"“": "”\"“", "”": "”\"", "„": "“”\"", "«": "»", "\"": "\"”", "''": "''"}
PRONOUNS = {"he", "she", "they", "it", "i", "we", "you"}
EDGE = " \n\"“”„«»'‘’.,;:!?…-–—()"


class Bad(Exception):
    pass


def parse(lines, name):
    """marked-up paragraphs → (text, attributions, traps)"""
    out, n, stack = [], 0, []
    quotes = collections.defaultdict(lambda: {"content": [], "speaker": None, "cue": None, "flags": set()})
    traps, trap = [], None
    src = "\n".join(lines)
    i = 0
    while i < len(src):
        c = src[i]
        m = OPEN.match(src, i + 1) if c in PAIRS else None
        if c in PAIRS:
            if m:
                bad = set(m[2]) - set(FLAGS[c])
                if bad:
                    raise Bad(f"{name}: letter {sorted(bad)} is not one of {FLAGS[c]!r}: {src[i:i + 30]!r}")
                stack.append((c, m[1].split(","), m[2], n))
                i = m.end()
                continue
            stack.append((c, None, "", n))
        elif c in PAIRS.values():
            if not stack or PAIRS[stack[-1][0]] != c:
                raise Bad(f"{name}: stray {c!r} near {src[max(0, i - 30):i + 10]!r}")
            op, ids, flags, start = stack.pop()
            if ids:
                if start == n:
                    raise Bad(f"{name}: empty tag near {src[max(0, i - 30):i + 10]!r}")
                for k in ids:
                    q = quotes[k]
                    q["flags"] |= set(flags)
                    if op == "{":
                        q["content"].append([start, n])
                    else:
                        role = "speaker" if op == "[" else "cue"
                        if q[role]:
                            raise Bad(f"{name}: attribution {k} has two tags for its {role}")
                        q[role] = [start, n]
                i += 1
                continue
        elif c == "|":
            if trap is None:
                trap = n
            else:
                traps.append([trap, n])
                trap = None
            i += 1
            continue
        out.append(c)
        n += 1
        i += 1
    if stack or trap is not None:
        raise Bad(f"{name}: a tag is never closed: {stack} {trap}")
    text = "".join(out)
    for k in sorted(quotes, key=int):
        if not quotes[k]["content"]:
            raise Bad(f"{name}: attribution {k} has no content")
        if not (quotes[k]["speaker"] or quotes[k]["cue"] or "o" in quotes[k]["flags"]):
            raise Bad(f"{name}: attribution {k} has neither speaker nor cue (letter o if that is meant)")
    return text, [quotes[k] for k in sorted(quotes, key=int)], traps


def marked(text):
    """which characters stand between double marks; a line break closes what is open"""
    inside, on, i = bytearray(len(text)), None, 0
    while i < len(text):
        step = 2 if text.startswith("''", i) else 1
        c = text[i:i + step]
        if c == "\n":
            on = None
        elif on is None and c in CLOSERS:
            if not (c == "\"" and i and text[i - 1].isdigit()):
                on = c
        elif on is not None and c in CLOSERS[on].split() + list(CLOSERS[on]) and len(c) == len(on):
            on = None
        elif on is not None:
            inside[i] = 1
        i += step
    return inside


def kind(text, q, inside):
    for k, v in (("D", "direct"), ("M", "mixed"), ("I", "indirect")):
        if k in q["flags"]:
            return v
    at = [i for s, e in q["content"] for i in range(s, e) if text[i].isalnum()]
    share = sum(inside[i] for i in at) / len(at)
    return "direct" if share >= 0.97 else "indirect" if share <= 0.01 else "mixed"


def articles(path):
    name, lines = None, []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("=== "):
            if name:
                yield name, lines
            name, lines = line[4:].strip(), []
        elif name:
            lines.append(line.rstrip())
        elif line.strip() and not line.startswith("#"):
            raise Bad(f"{path.name}: text before the first article")
    if name:
        yield name, lines


def strip_blank(lines):
    while lines and not lines[-1]:
        lines = lines[:-1]
    while lines and not lines[0]:
        lines = lines[1:]
    return lines


def build(suite):
    rows, errors = [], []
    for n, (slug, lines) in enumerate(articles(HERE / f"{suite}.txt"), 1):
        ident = f"{suite}-{n:02}-{slug}"
        try:
            text, quotes, traps = parse(strip_blank(lines), ident)
        except Bad as e:
            errors.append(str(e))
            continue
        words = len(text.split())
        if not 100 <= words <= 350:
            raise Bad(f"{ident}: {words} words")
        inside = marked(text)
        recs = []
        for q in quotes:
            cut = lambda s: text[s[0]:s[1]] if s else None
            recs.append({"kind": kind(text, q, inside), "content": sorted(q["content"]), "speaker": q["speaker"],
                         "speaker_text": cut(q["speaker"]), "cue": q["cue"], "cue_text": cut(q["cue"]),
                         "flags": "".join(sorted(q["flags"]))})
        recs.sort(key=lambda r: (r["content"][0][0], -r["content"][-1][1]))
        rows.append({"suite": f"own-{suite}", "id": ident, "lang": "en", "text": text, "quotes": recs, "traps": traps})
    if errors:
        raise Bad("\n".join(errors))
    return rows


def sentence_of(text, pos):
    """a rough sentence number, good enough to tell "another sentence" from "the same" """
    return len(re.findall(r"[.!?][\"”'’»“]*(?=\s+[\"“”'‘«„]*[A-Z])|\n", text[:pos]))


def stats(rows):
    c, order, marks = collections.Counter(), collections.Counter(), collections.Counter()
    pretty = {"D": None, "t": "speaker with a title", "r": "role or body (the minister)", "g": "group or unnamed",
              "d": "document or poll", "n": "negated", "x": "denial", "h": "headline form", "w": "thought or wish"}
    for r in rows:
        t, inside = r["text"], marked(r["text"])
        c["articles"] += 1
        c["words"] += len(t.split())
        c["traps"] += len(r["traps"])
        for q in r["quotes"]:
            c["all"] += 1
            c[q["kind"]] += 1
            a, b = q["content"][0][0], q["content"][-1][1]
            sp, cue = q["speaker"], q["cue"]
            for f in q["flags"]:
                if pretty.get(f):
                    c[pretty[f]] += 1
            broken = any(t[x[1]:y[0]].strip(EDGE) for x, y in zip(q["content"], q["content"][1:]))
            c["split"] += broken
            if any("\n" in t[x[1]:y[0]] for x, y in zip(q["content"], q["content"][1:])):
                c["several paragraphs"] += 1
            if q["kind"] == "indirect":
                that = re.search(r"\bthat\W*$", t[max(0, a - 6):a])
                c["indirect with that" if that else "indirect without that"] += 1
            if sp is None:
                c["no speaker"] += 1
            else:
                c["pronoun speaker"] += q["speaker_text"].lower() in PRONOUNS
                parts = [(sentence_of(t, x + 2), sentence_of(t, y - 2)) for x, y in q["content"]]
                s = sentence_of(t, sp[0] + 2)
                near = any(x <= s <= y for x, y in parts) or t[b - 1:b + 2].rstrip()[-1:] in "?!”\"" and s == parts[-1][1] + 1 and cue
                c["speaker in another sentence"] += not near
                c["speaker with a title"] += "t" not in q["flags"] and bool(
                    re.match(r"(?!(?:His|Her|Its|Their|his|her|its|their) )(?:\S+ )+[A-Z]\S+ [A-Z]\S+$", q["speaker_text"]))
            if q["cue_text"] and q["cue_text"].lower().startswith("according"):
                c["according to"] += 1
            if any(o is not q and any(x <= a and b <= y for x, y in o["content"]) for o in r["quotes"]):
                c["nested"] += 1
            for x, y in q["content"]:
                body = t[x:y]
                f = re.findall(r"[“\"„«”‘']{1,2}([^“”\"«»„]+?)[”\"»“’']{1,2}", body) if q["kind"] == "mixed" else \
                    [body] if q["kind"] == "direct" and len(q["content"]) == 1 else []
                if any(len(w.split()) <= 2 for w in f):
                    c["fragment of one or two words"] += 1
                    break
            if q["kind"] == "direct":
                if broken and (sp and q["content"][0][1] <= sp[0] or cue and q["content"][0][1] <= cue[0]):
                    order["split"] += 1
                elif sp and not cue:
                    order["no verb"] += 1
                elif sp and sp[1] <= a and cue[1] <= a:
                    order["speaker first"] += 1
                elif sp and cue and sp[0] >= b - 2 and cue[0] > sp[0]:
                    order["quote, speaker, verb"] += 1
                elif sp and cue and cue[0] >= b - 2:
                    order["quote, verb, speaker"] += 1
                else:
                    order["other"] += 1
            if q["kind"] != "indirect":
                seg = t[max(0, a - 2):b + 2]
                for ch in re.findall(r"''|[“”„«\"]|(?<!\w)‘", seg):
                    marks[ch] += 1
                    break
    n = c["all"]
    lines = [f"{k:32} {c[k]:5}" for k in ("articles", "words", "all", "traps")]
    lines += [f"{k:32} {v:5} {100 * v / n:5.1f}%" for k, v in c.most_common() if k not in ("articles", "words", "all", "traps")]
    lines += [f"direct order: {k:18} {v:5} {100 * v / max(1, sum(order.values())):5.1f}%" for k, v in order.most_common()]
    lines += ["first mark of direct and mixed: " + "  ".join(f"{k} {v}" for k, v in marks.most_common())]
    return "\n".join(lines)


def main():
    args, failed, every = sys.argv[1:], False, []
    for suite in ("dev", "unseen", "campaign", "campaign-unseen", "national", "national-unseen", "politics", "politics-unseen"):
        if not (HERE / f"{suite}.txt").exists():
            continue
        rows = build(suite)
        every += rows
        data = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows)
        path = HERE / f"{suite}.jsonl"
        if "--check" in args:
            if not path.exists() or path.read_text(encoding="utf-8") != data:
                print(f"{path.name} is stale: run build.py")
                failed = True
        else:
            path.write_text(data, encoding="utf-8")
        print(f"{path.name}: {len(rows)} articles, {sum(len(r['quotes']) for r in rows)} attributions, "
              f"{sum(len(r['traps']) for r in rows)} traps")
        if "--stats" in args:
            print(stats(rows))
    if "--stats" in args and len(every) > len(rows):
        print("both:\n" + stats(every))
    return failed


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Bad as e:
        sys.exit(f"error: {e}")
