# Every way to ask for help gives the same; asking for nothing is wrong.
galley --help > asked
for words in -h help; do galley $words | cmp - asked; done
galley help clean | cmp - <(galley clean --help)
galley --version | sed -E 's/[0-9]+\.[0-9]+\.[0-9]+/VERSION/g'
galley -V | cmp - <(galley --version)
galley version | cmp - <(galley --version)
galley
