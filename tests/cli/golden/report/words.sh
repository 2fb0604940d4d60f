# galley report, and --report of a run.
told() {
  echo "$ $*"
  "$@" 2>&1 | sed -E 's/\([0-9]+ KB\)/(N KB)/'
  echo "[${PIPESTATUS[0]}]"
}
printf 'A plain paragraph that stands in the only input there is, and is repeated in a second one.\n' > a.txt
cp a.txt b.txt
galley clean -q a.txt b.txt -o out
told galley report out
told galley report -q out
told galley verify -q out
told galley clean -q a.txt b.txt -o new --report
ls new
# A run that is complete gets its report all the same; one that is begun anew loses it.
rm new/report.html
told galley clean a.txt b.txt -o new --report
galley clean -q a.txt b.txt -o new --overwrite --similarity 0.9
ls new
told galley dedup -q a.txt -o taken --report
told galley dedup -q a.txt --dry-run --report
told galley report
told galley report out new
told galley report nowhere
told galley report a.txt
told galley report out --threads 2
mkdir out/report.html.galley-part
told galley report out
rmdir out/report.html.galley-part
rm out/removed-00000.jsonl.zst
told galley report out
