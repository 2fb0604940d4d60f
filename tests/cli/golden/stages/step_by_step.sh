# The stages of clean as commands, each told nothing but the folder; and what they say when they are
# told the wrong thing.
told() { shows "$@" | sed "s|$HOME|HOME|g"; }
mkdir dump elsewhere
for n in 1 2 3 4 5 6; do
  printf 'The ferry company found nothing wrong with the western lighthouse, number %s of its list, in\nspite of the weather and of what the papers said.\n' $n > dump/$n.txt
done
galley clean -q dump -o whole
told galley map corpus
told galley plan dump -o corpus --task-size 300 --parts 2 -q
told galley plan dump -o corpus --task-size 300 --parts 2 -q
told galley clean dump -o corpus -q
cd elsewhere
told galley map ../corpus
told galley learn --run ../corpus
told galley learn --run ../corpus -o profile
told galley map ../corpus --task 0
told galley match ../corpus --step copies
told galley map ../corpus --threads 3
told galley map ../corpus --task 1-x
told galley map ../corpus --task 999
told galley match ../corpus --task 0
told galley match ../corpus --step copies --task 0
told galley match ../corpus --step rows --task 0
told galley match ../corpus --step copies
told galley match ../corpus --step rows --task 0
told galley match ../corpus --step verify
told galley match ../corpus --memory 256M
told galley emit ../corpus --finish
told galley resolve ../corpus --task 0
told galley resolve ../corpus --step copies
told galley match ../corpus --step decide
told galley resolve ../corpus --step trace --task 1
told galley resolve ../corpus --step decide
told galley resolve ../corpus --step follow --task 1
told galley resolve ../corpus
told galley emit ../corpus --task 0 --finish
told galley emit ../corpus --task 0
told galley emit ../corpus
told galley emit ../corpus
told galley map ../corpus
cd ..
files_of corpus
[ "$(digest_of whole)" = "$(digest_of corpus)" ] && echo the same bytes
told galley plan dump -o corpus -q
