#!/usr/bin/env bash
# Asks tshark whether it sees in our captures what we see: no malformed packet, no wrong checksum but those that are meant to be,
# and frame by frame the same numbers, connections, retransmissions and duplicate ACKs.
# With a folder it checks what the tests left there (PLAYGROUND_CAPTURES); without one it lets them write first.
set -Eeuo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
command -v tshark >/dev/null || { echo "tshark is not installed; on Debian: apt-get install tshark" >&2; exit 1; }

folder="${1:-}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
if [ -z "$folder" ]; then
  folder="$work/captures"
  for project in tests/Shared.Tests tests/Engine.Tests tests/Client.Tests; do
    PLAYGROUND_CAPTURES="$folder" dotnet test "$project" --nologo --verbosity quiet --filter "Category=Captures"
  done
fi

# The columns of the tables that the tests leave beside their captures (tests/Shared.Tests/Captures/Witness.cs).
fields=(frame.number frame.interface_name tcp.stream tcp.seq_raw tcp.ack_raw tcp.len tcp.checksum.status frame.comment)
for mark in retransmission fast_retransmission spurious_retransmission out_of_order duplicate_ack keep_alive keep_alive_ack zero_window \
  zero_window_probe zero_window_probe_ack window_update window_full lost_segment ack_lost_segment reused_ports; do
  fields+=("tcp.analysis.$mark")
done
fields+=(tcp.analysis.duplicate_ack_num tcp.analysis.duplicate_ack_frame)

# Nothing of a user's own settings, and only what stands above IP and TCP is looked into.
settings=(-n -o tcp.check_checksum:TRUE -o ip.check_checksum:TRUE -o tcp.relative_sequence_numbers:TRUE -o tcp.analyze_sequence_numbers:TRUE)

ask() { HOME="$work" WIRESHARK_CONFIG_DIR="$work" tshark "${settings[@]}" -r "$1" "${@:2}" 2>"$work/errors" || { cat "$work/errors" >&2; return 1; }; }

captures=0 frames=0 repeats=0 duplicates=0 wrong=0
for capture in "$folder"/*.pcapng; do
  [ -e "$capture" ] || break
  name="$(basename "$capture" .pcapng)"
  captures=$((captures + 1))
  malformed="$(ask "$capture" -Y '_ws.malformed || _ws.short || ip.checksum.status == 0 || tcp.option.len.invalid')" || { wrong=1; continue; }
  if [ -n "$malformed" ]; then
    printf '%s: tshark calls these malformed:\n%s\n' "$name" "$malformed" >&2
    wrong=1
  fi

  # Of a comment and of a mark it counts only whether there is one; of a number that there is none, 0.
  ask "$capture" -T fields -E separator=/t -E occurrence=f "${fields[@]/#/-e}" |
    awk -F'\t' -v OFS='\t' -v last=23 '{ for (i = 8; i <= last; i++) $i = ($i == "" ? 0 : 1); $24 = $24 + 0; $25 = $25 + 0; print }' >"$work/theirs.tsv"
  if ! diff --label "$name, ours" --label "$name, tshark's" -U2 "$folder/$name.tsv" "$work/theirs.tsv" >&2; then
    printf 'The columns: %s\n' "${fields[*]}" >&2
    wrong=1
  fi

  frames=$((frames + $(wc -l <"$work/theirs.tsv")))
  repeats=$((repeats + $(awk -F'\t' '$9 == 1' "$work/theirs.tsv" | wc -l)))
  duplicates=$((duplicates + $(awk -F'\t' '$13 == 1' "$work/theirs.tsv" | wc -l)))
done

[ "$captures" -gt 0 ] || { echo "There are no captures in $folder." >&2; exit 1; }
printf '%s has looked at %s captures, %s frames, %s retransmissions, %s duplicate ACKs: %s\n' \
  "$(tshark --version 2>/dev/null | head -n 1 | cut -d' ' -f1-3)" "$captures" "$frames" "$repeats" "$duplicates" \
  "$([ "$wrong" -eq 0 ] && echo "it agrees." || echo "it does not agree.")"
exit "$wrong"
