#!/usr/bin/env python3
"""What whole processes cost: writes the table of docs/performance.md.

    benches/table.py [--bin target/release/factcheck] [--mib 16] [--text FILE.jsonl] [--write]

The text is made here from templates, unless --text names JSONL of your own. Each command runs three
times and the cheapest run counts, since others may be at work on the machine; processor time and
peak memory are those that the system reports of the process. --write puts the table into
docs/performance.md; without it the table is printed. --claims says for how many claims
reconciling is measured; a million take half a minute and 1 GiB.
"""
import argparse
import json
import os
import pathlib
import platform
import random
import shutil
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
GIVEN = "Anna Peter Maria Samuel Ingrid Omar Lucy Viktor Amara Henrik".split()
FAMILY = "Tolvanen Marsh Okello Brandt Quist Sorel Amsel Ferreiro Nakai Duval".split()
PLACES = "Norway Ankara Qasmara Peru Kenya Lima Oslo Zenda Tallinn Ghana".split()
MONTHS = "January March May August October December".split()
TRIGGERS = "visit said rose percent billion agreement signed talks minister opened".split()
# Most sentences of a newspaper hold no claim at all; every second one here is such.
PLAIN = [
    "Heavy rain kept most of the stalls closed, and those who came went home early.",
    "Nobody could say when the bridge between the two towns would be open to lorries again.",
    "The old harbour has changed little, and the people who live beside it like it that way.",
    "Some of the children had never seen snow before, and none of them wanted to go indoors.",
]


def sentence(r):
    n, p = f"{r.choice(GIVEN)} {r.choice(FAMILY)}", r.choice(PLACES)
    m, d = r.choice(MONTHS), r.randint(1, 28)
    return r.choice([
        f"President {n} will visit {p} on {m} {d}, his office said on Monday.",
        f"“There is nothing left to discuss,” {n} told reporters in {p}.",
        f"Exports to {p} rose {d}.{r.randint(1, 9)} percent to ${d} billion in {2000 + d}.",
        f"The bridge, about {d}00 metres long, was opened by {n} two years ago.",
        f"Officials said the talks in {p} had gone on for {d} hours and would resume next week.",
    ])


def make_text(path, mib):
    r, made, n = random.Random(7), 0, 0
    with open(path, "w", encoding="utf-8") as f:
        while made < mib << 20:
            text = " ".join(sentence(r) if r.random() < 0.5 else r.choice(PLAIN) for _ in range(24))
            line = json.dumps({"id": str(n), "published": f"2025-10-{1 + n % 28:02}", "text": text}, ensure_ascii=False)
            made += f.write(line + "\n")
            n += 1


def make_rules(path, count):
    """Rules whose words no text holds, but for one in fifty that every visit calls on in vain."""
    with open(path, "w", encoding="utf-8") as f:
        f.write('title = "Made rules"\nabout = "Rules made by a benchmark."\n')
        for i in range(count):
            word = "visit" if i % 50 == 0 else f"thing{i}"
            f.write(
                f'\n[[rule]]\nid = "made-{i}"\nwhy = "Made."\nkind = "made-{i}"\nattribute = "dates"\nsubject = "who"\n'
                f'value = "when"\ncompare = "dates"\npatterns = ["{{who:organisation}} ..4 {word} ..6 on {{when:date}}"]\n'
                '[[rule.example]]\ntext = "Ana Petrova will do that on 4 May 2026."\ngives = []\n'
                f'[[rule.example]]\ntext = "The United Nations will {word} Oslo on 4 May 2026."\n'
                'gives = ["United Nations / - / 2026-05-04"]\n'
            )


def make_claims(binary, folder, count):
    """A file of `count` claims, of as many made articles as it takes."""
    text, claims = folder / "claims-text.jsonl", folder / "claims.jsonl"
    mib = 1 + count * 70 // (1 << 20)
    while True:
        make_text(text, mib)
        with open(claims, "wb") as f:
            subprocess.run([binary, "extract", "--format", "jsonl", text], stdout=f, stderr=subprocess.DEVNULL)
        with open(claims, "rb") as f:
            if sum(1 for _, _ in zip(range(count), f)) == count or mib > 4096:
                break
        mib *= 2
    with open(claims, "rb") as f:
        size = sum(len(line) for _, line in zip(range(count), f))
    os.truncate(claims, size)
    return claims


def cost(args, runs=3):
    """CPU seconds, wall seconds and peak MiB of the cheapest of several runs; None where it fails."""
    best = None
    for _ in range(runs):
        start = time.perf_counter()
        with open(os.devnull, "wb") as nothing:
            process = subprocess.Popen(args, stdout=nothing, stderr=nothing)
            _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            return None
        wall = time.perf_counter() - start
        run = (used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)
        best = min(best or run, run)
    return best


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--bin", default="target/release/factcheck")
    ap.add_argument("--mib", type=int, default=16)
    ap.add_argument("--text")
    ap.add_argument("--claims", type=int, nargs="*", default=[10_000, 100_000], metavar="N")
    ap.add_argument("--write", action="store_true")
    a = ap.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp())
    try:
        table = measure(a, folder)
    finally:
        shutil.rmtree(folder)
    if not a.write:
        print(table)
        return
    page = HERE.parent / "docs" / "performance.md"
    before, _, rest = page.read_text(encoding="utf-8").partition("<!-- table -->")
    _, _, after = rest.partition("<!-- end of table -->")
    page.write_text(f"{before}<!-- table -->\n{table}\n<!-- end of table -->{after}", encoding="utf-8")


def measure(a, folder):
    text = a.text or str(folder / "text.jsonl")
    if not a.text:
        make_text(text, a.mib)
    size = os.path.getsize(text)
    (folder / "word.txt").write_text("Nothing.\n")
    (folder / "article.txt").write_text(" ".join(sentence(random.Random(3)) for _ in range(20)))
    rows = []

    def row(what, args, of_text=True):
        found = cost(args)
        if found is None:
            print(f"{what}: failed", file=sys.stderr)
            return None
        cpu, _, memory = found
        speed = f"{size / cpu / 1e6:,.1f} MB/s" if of_text else ""
        rows.append((what, f"{cpu:.3f} s" if of_text else f"{cpu * 1e3:.1f} ms", speed, f"{memory:.0f} MiB"))
        return found

    lines = row("counting lines (`wc -l`)", ["wc", "-l", text])
    rg = shutil.which("rg")
    triggers = [x for t in TRIGGERS for x in ("-e", t)]
    greps = row("`rg -j1 -c -F` with ten of the rules' words", [rg, "-j1", "-c", "-F", *triggers, text]) if rg else None
    values = row("`values -j 1`", [a.bin, "values", "-j", "1", "--format", "jsonl", text])
    extract = row("`extract -j 1`, bundled packs", [a.bin, "extract", "-j", "1", "--format", "jsonl", text])
    packs = {}
    for n in (50, 200, 1000, 2000):
        pack = folder / f"made{n}.toml"
        make_rules(pack, n)
        command = [a.bin, "extract", "-j", "1", "--format", "jsonl", "--rules", str(pack), text]
        packs[n] = row(f"`extract -j 1`, {n:,} rules beside them", command)
    for n in a.claims:
        made = make_claims(a.bin, folder, n)
        found = cost([a.bin, "reconcile", "--format", "jsonl", str(made)], runs=1 if n > 100_000 else 3)
        if found:
            each = f"{n / found[0]:,.0f} claims/s"
            rows.append((f"`reconcile` of {n:,} claims", f"{found[0]:.2f} s", each, f"{found[2]:,.0f} MiB"))
        made.unlink()
    two = cost([a.bin, "extract", "-j", "2", "--format", "jsonl", text])
    row("`check` of a file with one word", [a.bin, "check", str(folder / "word.txt")], False)
    row("`check` of one article", [a.bin, "check", str(folder / "article.txt")], False)

    def ratio(name, x, y, n=0):
        if x and y:
            ratios.append(f"- {name}: {x[n] / y[n]:.2f}")

    ratios = []
    ratio("`extract` to `rg`, processor time", extract, greps)
    ratio("`extract` to counting lines, processor time", extract, lines)
    ratio("`extract` to `values`, processor time", extract, values)
    ratio("2,000 rules to 50, processor time", packs.get(2000), packs.get(50))
    ratio("one thread to two, time on the clock", extract, two, 1)
    out = [f"{platform.machine()}, {os.cpu_count()} cores; {size / 1e6:.1f} MB of JSONL.", ""]
    out += ["| what | CPU | a core | peak memory |", "|---|--:|--:|--:|"]
    out += [f"| {' | '.join(r)} |" for r in rows]
    return "\n".join([*out, "", *ratios])


if __name__ == "__main__":
    main()
