#!/usr/bin/env python3
"""Clicks through report.html in a browser: filters, search, the marked difference, keyboard, dark,
phone, and a corpus whose documents would like to run scripts. Ends with status 77, saying why, where
there is no Chromium.

usage: tests/report/browser_test.py GALLEY FIXTURES"""
import json
import pathlib
import subprocess
import sys
import tempfile

import webdriver

SKIPPED = 77
HOSTILE = [
    "</script><script>window.ran = 1</script>",
    "<img src=x onerror=\"window.ran = 2\">",
    "<svg onload=window.ran=3>",
    "javascript:window.ran=4",
    "<!-- ]]> <style>body{display:none}</style>",
    "\u2028\u2029 ${window.ran = 5} `${window.ran = 6}` \\u003cscript\\u003e",
]
WORDS = ("the keeper of the harbor light wrote in his log that evening how the packet came in late and "
         "without her mate, who had gone ashore at the islands to see about a cask of oil").split()


def records():
    """Copies and near-copies enough for a second helping, and hostile names and texts among them."""
    for number in range(40):
        base = WORDS[number % 7:] + [f"in the {number}th house by the quay"] + WORDS[:number % 7]
        base += [f"with {HOSTILE[number % len(HOSTILE)]} painted on its door"]
        text = " ".join(base)
        name = HOSTILE[number % len(HOSTILE)] if number % 4 == 0 else f"page-{number}"
        yield {"id": name, "source": f"source/{number % 5}", "text": text}
        yield {"id": f"again {name}", "source": f"source/{(number + 1) % 5}", "text": text.replace("evening", "night")}
        yield {"id": f"copy {name}", "source": "source/<b>copies</b>", "text": text}


def checks(browser, page):
    """Yields (what, whether)."""
    run = browser.run
    # What the browser's own first page asked for is not the report's doing.
    browser.open("about:blank")
    browser.logged("performance")
    browser.open(page.as_uri())
    yield "a headline", "were duplicates." in browser.text("#headline")
    yield "the title names the folder", "corpus" in run("return document.title")
    charts = run("return document.querySelectorAll('.chart').length")
    yield "charts", charts >= 8
    drawn = run("return document.querySelectorAll('.drawing svg').length")
    has_plot = run("return typeof Plot !== 'undefined'")
    yield "every chart is drawn, or the page says that there are tables", (
        drawn >= charts if has_plot else "library of charts" in browser.text("#overview"))
    yield "every chart has its table", run("return [...document.querySelectorAll('.chart')].every((c) => c.querySelector('table tbody tr'))")
    yield "every drawing has a name", run("return [...document.querySelectorAll('.drawing')].every((d) => d.getAttribute('aria-label').length > 10)")
    yield "every field has a label", run("return [...document.querySelectorAll('input, select')].every((e) => e.labels.length > 0 && e.labels[0].textContent.trim() !== '')")
    yield "headings go down by single steps", run("""
        const levels = [...document.querySelectorAll('h1, h2, h3')].map((h) => Number(h.tagName[1]));
        return levels[0] === 1 && levels.every((l, i) => i === 0 || l - levels[i - 1] <= 1);""")

    cards = "return document.querySelectorAll('#pair-list > li').length"
    yield "a first helping of pairs", run(cards) == 25
    browser.click("button.more")
    yield "and a second", run(cards) > 25
    yield "whose first line has the focus", run("return document.activeElement === document.querySelectorAll('#pair-list summary')[25]")
    browser.click("[data-why=exact]")
    yield "filter: exact copies alone", run("return [...document.querySelectorAll('#pair-list .why')].every((w) => w.textContent === 'exact') && document.querySelectorAll('#pair-list > li').length > 0")
    yield "the filter tells that it is on", run("return document.querySelector('[data-why=exact]').getAttribute('aria-pressed')") == "true"
    browser.click("[data-why=near]")
    yield "filter: near-duplicates alone", run("return [...document.querySelectorAll('#pair-list .why')].every((w) => w.textContent === 'near')")
    browser.type("#pair-search", "3th house")
    yield "search finds", "match" in browser.text("#pair-count") and 0 < run(cards) < 25
    browser.click("#pair-list summary")
    # A pair is filled when the browser tells that it was opened, which it does when it has time.
    browser.await_one("#pair-list details[open] del")
    yield "an opened pair marks what differs", (
        run("return document.querySelector('#pair-list del').textContent") == "night"
        and run("return document.querySelector('#pair-list ins').textContent") == "evening")
    yield "and what was searched for", run("return document.querySelector('#pair-list mark').textContent") == "3th house"
    yield "the keeper is named", "Kept in its place:" in browser.text("#pair-list details[open] .body")
    browser.clear("#pair-search")
    run("document.querySelector('#pair-search').dispatchEvent(new Event('input'))")
    browser.type("#pair-search", "no such words")
    yield "search says when there is nothing", "None" in browser.text("#pair-count") and run(cards) == 0
    run("const s = document.querySelector('#pair-search'); s.value = ''; s.dispatchEvent(new Event('input'))")
    run("const s = document.querySelector('#pair-order'); s.value = 'least'; s.dispatchEvent(new Event('change'))")
    yield "order: least alike first", run("""
        const shares = [...document.querySelectorAll('#pair-list .share')].map((s) => parseFloat(s.textContent));
        return shares.length > 1 && shares.every((s, i) => i === 0 || shares[i - 1] <= s);""")
    run("const s = document.querySelector('#pair-least'); s.value = '99.9'; s.dispatchEvent(new Event('input'))")
    yield "similarity can be bounded", run("return [...document.querySelectorAll('#pair-list .share')].every((s) => parseFloat(s.textContent) >= 99.9)")
    run("const s = document.querySelector('#pair-least'); s.value = '0'; s.dispatchEvent(new Event('input'))")

    run("document.activeElement.blur(); document.querySelector('#pair-list summary').focus()")
    before = run("return document.querySelectorAll('#pair-list details[open]').length")
    browser.type("#pair-list summary", webdriver.ENTER)
    yield "the keyboard opens a pair", run("return document.querySelectorAll('#pair-list details[open]').length") == before + 1
    browser.type("body", "/")
    yield "a slash leads to the search", run("return document.activeElement.id") == "pair-search"

    yield "pages before and after", run("return document.querySelectorAll('#page-list > li').length") > 0
    yield "with lines, and seams that tell how", run("return document.querySelectorAll('#page-list .lines li').length") > 3 and "% sure" in run("return document.querySelector('#page-list .seam').title")
    width = "return document.querySelector('#page-list .seam').getBoundingClientRect().width"
    shown = run(width)
    browser.click("#seams")
    yield "the seams can be hidden", run(width) < shown

    yield "no script of a document has run", run("return window.ran === undefined")
    yield "no element of a document is in the page", run("return document.querySelectorAll('img, iframe, object, section svg[onload], main b:not(.legend b), main style:not(.plot style), main script').length") == 0
    browser.click("[data-why=all]")
    while run("return !document.querySelector('button.more').hidden"):
        browser.click("button.more")
    run("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    run("return new Promise((done) => setTimeout(done, 300))")
    yield "nor when all is open", run("return window.ran === undefined && document.querySelectorAll('img, main script').length === 0")
    yield "the hostile texts are there as text", run("return document.querySelector('#pairs').textContent.includes('<img src=x onerror=')")

    back = "return getComputedStyle(document.body).backgroundColor"
    light = run(back)
    browser.devtools("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark"}])
    dark = run(back)
    yield "dark where darkness is wanted", light != dark and sum(map(int, dark[4:-1].split(","))) < 120
    browser.devtools("Emulation.setEmulatedMedia", features=[])
    browser.devtools("Emulation.setDeviceMetricsOverride", width=360, height=740, deviceScaleFactor=2, mobile=True)
    run("return new Promise((done) => setTimeout(done, 500))")
    yield "nothing is wider than a phone", run("return document.documentElement.scrollWidth") <= 360
    yield "charts are drawn for the phone", not has_plot or run("return Math.max(...[...document.querySelectorAll('.drawing svg')].map((s) => s.getBoundingClientRect().width))") <= 360

    errors = [entry["message"] for entry in browser.logged("browser") if entry["level"] in ("SEVERE", "WARNING")]
    yield f"no errors on the console {errors}", not errors
    messages = [json.loads(entry["message"])["message"] for entry in browser.logged("performance")]
    asked = [message["params"]["request"]["url"] for message in messages if message["method"] == "Network.requestWillBeSent"]
    asked = [url for url in asked if not url.startswith(("data:", page.as_uri()))]
    yield f"nothing was asked of the network {asked}", not asked


def main():
    galley, fixtures = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    found = webdriver.programs()
    if found is None:
        print("skipped: chromium and chromedriver are not installed (apt-get install chromium chromium-driver)")
        return SKIPPED
    with tempfile.TemporaryDirectory(prefix="galley-report.") as folder:
        dump = pathlib.Path(folder) / "dump.jsonl"
        dump.write_text("".join(json.dumps(record) + "\n" for record in records()), encoding="utf-8")
        corpus = pathlib.Path(folder) / "corpus"
        subprocess.run([galley, "clean", "-q", "--report", fixtures / "dump", dump, "-o", corpus], check=True)
        failed = passed = 0
        with webdriver.Browser(*found) as browser:
            for what, whether in checks(browser, corpus / "report.html"):
                passed += bool(whether)
                failed += not whether
                if not whether:
                    print(f"failed: {what}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
