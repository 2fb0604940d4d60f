# Every way to ask for help gives the same; asking for nothing is wrong.
galley --help > asked
galley help | cmp - asked
galley help --help | cmp - asked
galley help clean | cmp - <(galley clean --help)
galley -h | cmp - <(galley 2>&1)
shows galley help claen
galley --version | head -n 1 | sed -E 's/[0-9]+\.[0-9]+\.[0-9]+/VERSION/g'
galley -V | cmp - <(galley --version)
galley version | cmp - <(galley --version)
galley --generate zsh | cmp - <(galley --generate=zsh)
galley
