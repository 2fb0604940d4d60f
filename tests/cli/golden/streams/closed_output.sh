# A reader that goes away ends the program quietly, as SIGPIPE does.
for number in $(seq 3000); do
  printf '{"id":"%d","text":"Record %d of a file that fills a pipe many times over."}\n' "$number" "$number"
done > a.jsonl
galley repair -q a.jsonl | head -n 1
echo "${PIPESTATUS[0]}"
galley --help | true
echo "${PIPESTATUS[0]}" | sed s/141/0/
galley repair -q a.jsonl >&- 2> errors
echo "[$?]"; cat errors
galley repair -q <&-  2>&1
echo "[$?]"
galley clean -q a.jsonl -o out 2>&-
echo "[$?]"
galley verify -q out
