"""Hold the figures of a scoreboard against floors that may rise and never fall.

usage: scoreboard | floors.py FLOORS

A line of FLOORS is `suite figure | least`, as in `wikiwars relaxed F1 | 88.0`; a line of the scoreboard is
`suite figure value aim …`. The line of the seeds is held whole: all claims, all findings, nothing else.
Ends with 1 where a figure fell or is missing.
"""
import re
import sys


def read_floors(path):
    floors = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            line = line.split("#")[0].strip()
            if line:
                name, least = line.rsplit("|", 1)
                floors[" ".join(name.split())] = float(least)
    return floors


def read_scores(lines):
    scores = {}
    for line in lines:
        row = re.match(r"(\S+)\s+(.+?)\s+(\d+\.\d+)\s+aim\b", line)
        if row:
            scores[f"{row[1]} {row[2]}"] = float(row[3])
        seeds = re.match(r"seeds: claims (\d+)/(\d+), findings (\d+)/(\d+), conflicts beyond them (\d+)", line)
        if seeds:
            claims, of_claims, findings, of_findings, extra = map(int, seeds.groups())
            scores["seeds claims"] = 100 * claims / of_claims
            scores["seeds findings"] = 100 * findings / of_findings
            scores["seeds without false conflicts"] = 100.0 if extra == 0 else 0.0
    return scores


def main():
    floors, scores = read_floors(sys.argv[1]), read_scores(sys.stdin)
    fallen = []
    for name, least in floors.items():
        score = scores.get(name)
        if score is None:
            fallen.append(f"{name}: no figure, its floor is {least}")
        elif score < least:
            fallen.append(f"{name}: {score:.1f}, its floor is {least}")
    for line in fallen:
        print("fell:", line, file=sys.stderr)
    print(f"{len(floors) - len(fallen)} of {len(floors)} floors held")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
