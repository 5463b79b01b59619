#!/bin/sh
# Whole processes: processor time of a start on an empty file, of one article, and of a big file.
#
#     benches/whole.sh [BINARY] [MEBIBYTES]
#
# Without valgrind the instructions are left out; without ripgrep the line that compares with it is.
set -eu

binary=${1:-target/release/factcheck}
size=${2:-50}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

: > "$folder/empty.txt"
cat > "$folder/article.txt" <<'TEXT'
PORT ANSEL, March 3 - Norway's foreign minister Ingrid Marsh said on Tuesday that talks on the
fishing agreement would go on until April 14, 2026.

"We shall not wait for ever," Marsh told reporters. Exports to Peru rose 4.5 percent to $2.1 billion
in the first quarter, the trade ministry said.

President Samuel Okello will visit Ankara on March 9 to sign the agreement, his spokesman said. It
will be the third visit by a president in two years.
TEXT
awk -v mib="$size" 'BEGIN {
    split("Anna Peter Maria Samuel Ingrid Omar Lucy Viktor", given, " ")
    split("Tolvanen Marsh Okello Brandt Quist Sorel Amsel Ferreiro", family, " ")
    split("Norway Ankara Qasmara Peru Kenya Lima Oslo Zenda", place, " ")
    split("January March May August October December", month, " ")
    srand(7); made = 0; record = 0
    while (made < mib * 1048576) {
        text = ""
        for (s = 0; s < 24; s++) {
            n = given[1 + int(rand() * 8)] " " family[1 + int(rand() * 8)]; p = place[1 + int(rand() * 8)]
            m = month[1 + int(rand() * 6)]; d = 1 + int(rand() * 28); k = int(rand() * 6)
            if (k == 0) text = text "President " n " will visit " p " on " m " " d ", his office said on Monday. "
            if (k == 1) text = text "“There is nothing left to discuss,” " n " told reporters in " p ". "
            if (k == 2) text = text "Exports to " p " rose " d "." k + 2 " percent to $" d " billion in " 2000 + d ". "
            if (k == 3) text = text "Heavy rain kept most of the stalls closed, and those who came went home early. "
            if (k == 4) text = text "The bridge, about " d "00 metres long, was opened by " n " two years ago. "
            if (k == 5) text = text "Nobody could say when the talks between the two towns would begin again. "
        }
        line = "{\"id\":\"" record++ "\",\"published\":\"2025-10-" sprintf("%02d", 1 + record % 28) "\",\"text\":\"" text "\"}"
        print line; made += length(line)
    }
}' > "$folder/big.jsonl"

cost() {
    label=$1
    shift
    # The best of three: others may be at work on the machine.
    seconds=$(for _ in 1 2 3; do
        { LC_ALL=C bash -c 'TIMEFORMAT="%U %S"; time "$@" > /dev/null 2> /dev/null || true' - "$@"; } 2>&1
    done | awk '{ t = $1 + $2; if (NR == 1 || t < best) best = t } END { printf "%.3f", best }')
    instructions=
    if command -v valgrind > /dev/null && [ "$label" != "big file" ] && [ "$label" != "rg -c" ]; then
        instructions=$(valgrind --tool=none --version > /dev/null 2>&1 &&
            valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1 > /dev/null |
            awk '/Collected/ { printf ", %.1f million instructions", $NF / 1e6 }')
    fi
    echo "$label: $seconds CPU seconds$instructions"
}

cost "empty file" "$binary" check "$folder/empty.txt"
cost "one article" "$binary" check "$folder/article.txt"
bytes=$(wc -c < "$folder/big.jsonl")
echo "big file: $bytes bytes"
cost "big file" "$binary" values -j 1 --format jsonl "$folder/big.jsonl"
cost "big file" "$binary" extract -j 1 --format jsonl "$folder/big.jsonl"
if command -v rg > /dev/null; then
    cost "rg -c" rg -j1 -c -F -e visit -e said -e rose -e percent "$folder/big.jsonl"
fi
