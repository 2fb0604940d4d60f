# Names that no document has, or several have.
mkdir in
printf '{"id":"x","text":"One."}\n{"id":"y\\u001b[2J","text":"Two \\u001b[2J."}\n' > in/a.jsonl
printf '{"id":"x","text":"Three."}\n' > in/b.jsonl
printf 'A letter.\n' > in/letter.txt
galley clean -q in -o out
shows galley explain out x
shows galley explain out '#2'
shows galley explain out '#1'
shows galley explain out lettre.txt
shows galley explain out in/letter.txt
shows galley explain out nobody
shows galley explain out '#4'
shows galley explain out '#'
shows galley explain out
shows galley explain
shows galley explain in x
shows galley explain nowhere x
shows galley explain out x y
shows galley explain out x --colour never
shows galley explain out x --color sometimes
shows galley explain out x --threads 2
galley explain out '#0' > /dev/full
echo "[$?]"
