#!/bin/sh
# Counts how often it was asked. The number is in a volume, so that an update of the extension keeps it.
count=$(cat /data/count 2>/dev/null || echo 0)
count=$((count + 1))
echo "$count" >/data/count
echo "$count"
