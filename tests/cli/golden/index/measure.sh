# How good the removal is, told on standard output; with weak bands it is told to be weak.
python3 - <<'EOF'
state = 5
def pick(below):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    return (state >> 33) % below
words = ["".join("abcdefghijklmnopqrstuvwxyz"[pick(26)] for _ in range(3 + pick(6)))
         for _ in range(400)]
paragraphs = []
for number in range(400):
    if number % 2 and number < 396:
        paragraph = list(paragraphs[-1])
        paragraph[pick(60)] = words[pick(400)]
    else:
        paragraph = [words[pick(400)] for _ in range(60)]
    paragraphs.append(paragraph)
open("page.txt", "w").write("\n\n".join(" ".join(paragraph) for paragraph in paragraphs) + "\n")
EOF
shows galley dedup -q --measure page.txt
shows galley dedup -q --measure page.txt --measure-sample 50
shows galley dedup -q --measure page.txt --bands 1 --rows 20
ls
shows galley dedup -q --measure page.txt -o out
galley verify -q out
shows galley dedup -q --measure page.txt --preset ocr
shows galley dedup -q --measure page.txt --index index
shows galley clean -q --measure page.txt
