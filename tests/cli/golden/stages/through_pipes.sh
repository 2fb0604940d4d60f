# The steps of matching hand on what they find through pipes, and somebody else carries it.
told() { shows "$@" | sed "s|$HOME|HOME|g"; }
mkdir dump
for n in 1 2 3 4 5 6 7 8; do
  printf 'The ferry company found nothing wrong with the western lighthouse, number %s of its list, in\nspite of the weather and of what the papers said.\n\nThe wardens of the orchard counted the ladders again, for the third time, and found that none of\nthem had been lent to the neighbours over the %s.\n' $n "$(echo winter summer | cut -d' ' -f$((n % 2 + 1)))" > dump/$n.txt
done
galley clean -q dump -o whole
grep -o '"removed_[a-z]*": *[0-9]*' whole/manifest.json
galley plan dump -o corpus --task-size 300 --parts 3 -q
galley learn --run corpus -q
galley map corpus -q
told galley match corpus --step keys
told galley match corpus --step copies --to 1
told galley match corpus --exchange pipes
told galley match corpus --step copies --exchange pipes
told galley match corpus --step rows --exchange pipes --task 0
step() { galley match corpus -q --exchange pipes --step "$@"; }
step keys > keys
carry keys for-copies
for task in 0 1; do step copies --task $task < for-copies/$task; done
# A part that is not done is sent to alone, and is told when it does not get all.
step keys --to 2 > keys-2
carry keys-2 for-copies-2
ls for-copies-2
cmp for-copies/2 for-copies-2/2 && echo sent again as it was
head -c -40 for-copies/2 > cut
told galley match corpus --exchange pipes --step copies --task 2 < cut
told galley match corpus --exchange pipes --step copies --task 2 < for-copies/1
step copies --task 2 < for-copies/2
told galley match corpus --exchange pipes --step copies --task 2 < /dev/null
step rows > rows
step rows > rows-again
cmp rows rows-again && echo sent again as it was
carry rows for-pairs
for task in 0 1 2; do step pairs --task $task < for-pairs/$task; done > pairs
carry pairs for-verify
for task in 0 1; do step verify --task $task < for-verify/$task; done
# What was sent is not taken for what was written: by files the steps do their own.
ls corpus/.galley
galley match corpus --step rows -q
galley match corpus --step pairs -q
galley match corpus --step verify -q
galley resolve corpus -q
galley emit corpus -q
[ "$(digest_of whole)" = "$(digest_of corpus)" ] && echo the same bytes
galley plan dump -o piped --task-size 300 --parts 1 -q
galley learn --run piped -q
galley map piped -q
piped() { galley match piped -q --exchange pipes --step "$@"; }
piped keys | piped copies --task 0
piped rows | piped pairs --task 0 | piped verify --task 0
galley resolve piped -q
galley emit piped -q
[ "$(digest_of whole)" = "$(digest_of piped)" ] && echo the same bytes
