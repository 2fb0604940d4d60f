# What became of documents of the dump that the README shows: joined, brought together, removed.
cp -r "$FIXTURES/dump" dump
galley clean -q dump -o out
shows galley explain out 04-ocr-pages.md
shows galley explain out 05-english-columns.txt
shows galley explain out '#5'
galley explain --color always out 06-noisy-reprint.txt | grep -c "$(printf '\033\[0;31mconrthouse\033\[0;32mcourthouse\033\[0m')"
NO_COLOR=1 galley explain out 06-noisy-reprint.txt | grep -c "$(printf '\033')" || true
