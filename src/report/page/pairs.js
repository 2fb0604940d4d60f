// The browser of removed paragraphs. Cards are made when they are shown, their bodies when they are
// opened: a sample of hundreds costs nothing until somebody looks.

const whyNames = {near: 'near-duplicate', exact: 'exact copy', furniture: 'furniture'};
const whyClasses = {near: 'of-near', exact: 'of-exact', furniture: 'of-quiet'};
const cardsAtOnce = 25;

const sideText = (pair, sign) => (pair.parts ?? []).filter((part) => part[0] === '=' || part[0] === sign)
  .map((part) => part.slice(1)).join('');
const removedText = (pair) => (pair.parts ? sideText(pair, '-') : pair.text ?? '');
const keptText = (pair) => (pair.parts ? sideText(pair, '+') : pair.kept ?? '');

// What was searched for is marked in what is not a difference.
function withHits(text, words) {
  if (words === '') return [text];
  const found = [];
  const lower = text.toLowerCase();
  let from = 0;
  // Where lower case is longer or shorter than the text, places in both differ.
  if (lower.length !== text.length) return [text];
  for (let at = lower.indexOf(words); at !== -1; at = lower.indexOf(words, from)) {
    found.push(text.slice(from, at), make('mark', {}, text.slice(at, at + words.length)));
    from = at + words.length;
  }
  found.push(text.slice(from));
  return found;
}

function sideParts(pair, sign, words) {
  return (pair.parts ?? []).flatMap((part) => {
    const text = part.slice(1);
    if (part[0] === '=') return withHits(text, words);
    if (part[0] !== sign) return [];
    return [make(sign === '-' ? 'del' : 'ins', {}, withHits(text, words))];
  });
}

const placeName = (id, document, paragraph) =>
  `${id}${document === null ? '' : ` (#${document})`}, paragraph ${whole(paragraph)}`;

function side(title, content, text) {
  return make('div', {class: 'side'}, make('h4', {}, title),
    make('p', {class: 'sample', lang: language(text)}, content));
}

const unknown = (what) => make('span', {class: 'hint'}, what);

function pairBody(pair, words) {
  const body = make('div', {class: 'body'});
  if (pair.why === 'furniture') {
    body.append(side(`Taken out before ${placeName(pair.id, pair.document, pair.paragraph)}`, withHits(removedText(pair), words), removedText(pair)));
    return body;
  }
  const {keeper} = pair;
  const removed = pair.parts ? sideParts(pair, '-', words)
    : pair.text !== undefined ? withHits(pair.text, words)
    : unknown('Its text is not known: the run was without --keep-removed, and its source could not be read again.');
  const kept = pair.parts ? sideParts(pair, '+', words)
    : pair.kept !== undefined ? withHits(pair.kept, words)
    : unknown(keeper.document === null ? 'It stands in an earlier run.' : 'Its document stands in the corpus.');
  body.append(make('div', {class: 'sides'},
    side(`Removed: ${placeName(pair.id, pair.document, pair.paragraph)}`, removed, removedText(pair)),
    side(`Kept in its place: ${placeName(keeper.id, keeper.document, keeper.paragraph)}`, kept, keptText(pair))));
  if (pair.parts && !pair.parts.some((part) => part[0] !== '=')) {
    body.append(make('p', {class: 'hint'}, 'Both are the same, character by character.'));
  }
  if (pair.cut) body.append(make('p', {class: 'hint'}, `${plural(pair.cut, 'character')} more are not shown.`));
  return body;
}

function pairCard(pair, words) {
  const text = removedText(pair) || keptText(pair);
  const summary = make('summary', {},
    make('span', {class: 'why'}, make('span', {class: `swatch ${whyClasses[pair.why]}`}), pair.why),
    make('span', {class: 'share'}, pair.similarity === undefined ? '' : likeness(pair.similarity),
      pair.similarity === undefined ? null : make('span', {class: 'aside'}, ' alike')),
    make('span', {class: 'snippet', lang: language(text)}, [...text].slice(0, 160).join('') || `${plural(pair.chars, 'character')}, text not known`),
    make('span', {class: 'place'}, placeName(pair.id, pair.document, pair.paragraph),
      pair.keeper ? ` → ${placeName(pair.keeper.id, pair.keeper.document, pair.keeper.paragraph)}` : ''));
  const details = make('details', {}, summary);
  details.addEventListener('toggle', () => {
    if (details.open && details.childElementCount === 1) details.append(pairBody(pair, words));
  });
  return make('li', {}, details);
}

const orders = {
  sample: ['as sampled', null],
  least: ['least alike first', (a, b) => (a.similarity ?? 2e6) - (b.similarity ?? 2e6)],
  most: ['most alike first', (a, b) => (b.similarity ?? -1) - (a.similarity ?? -1)],
  longest: ['longest first', (a, b) => b.chars - a.chars],
  place: ['by place', (a, b) => a.document - b.document || a.paragraph - b.paragraph],
};

function sampleNote() {
  const totals = {near: counts.removed_near, exact: counts.removed_exact, furniture: counts.furniture};
  const told = Object.entries(totals).filter(([, all]) => all > 0).map(([why, all]) => {
    const shown = report.pairs.filter((pair) => pair.why === why).length;
    const what = why === 'furniture' ? 'lines of page furniture' : why === 'near' ? 'near-duplicates' : 'exact copies';
    return shown === all ? `all ${whole(all)} ${what}` : `${whole(shown)} of ${whole(all)} ${what}`;
  });
  return told.length === 0 ? 'Nothing was removed.' : `A sample chosen by hash: ${told.join(', ')}.` +
    (report.options.unit === 'document' ? ' Documents were compared as a whole; each stands here with its first paragraph.' : '') +
    ' Removed maps (removed-*.jsonl.zst) hold every one.';
}

function showPairs(place) {
  place.append(make('p', {}, sampleNote()));
  if (report.sourceFault) {
    place.append(make('p', {class: 'note'}, `Some texts are missing: ${report.sourceFault}. To have them: ${report.sourceRemedy}, or keep them with --keep-removed.`));
  }
  if (report.pairs.length === 0) return;
  const state = {why: 'all', words: '', least: 0, most: 100, order: 'sample', shown: cardsAtOnce};
  const texts = report.pairs.map((pair) =>
    `${pair.id}\n${pair.keeper ? pair.keeper.id : ''}\n${removedText(pair)}\n${keptText(pair)}`.toLowerCase());
  const list = make('ul', {class: 'cards', id: 'pair-list'});
  const told = make('p', {class: 'hint', role: 'status', id: 'pair-count'});
  const more = make('button', {class: 'more', type: 'button', onclick: () => {
    const before = list.childElementCount;
    state.shown += cardsAtOnce;
    show();
    list.children[before]?.querySelector('summary').focus();
  }});

  function matching() {
    const found = report.pairs.filter((pair, i) => (state.why === 'all' || pair.why === state.why) &&
      (pair.similarity === undefined ? state.least === 0 : pair.similarity >= state.least * 1e4 && pair.similarity <= state.most * 1e4) &&
      (state.words === '' || texts[i].includes(state.words)));
    const order = orders[state.order][1];
    return order ? [...found].sort(order) : found;
  }
  // Shows the cards that are asked for; those that stand there already stay, open or not.
  let present = [];
  function show() {
    const found = matching();
    const wanted = found.slice(0, state.shown);
    const goesOn = present.length <= wanted.length && present.every((pair, i) => pair === wanted[i]) && list.dataset.words === state.words;
    const added = goesOn ? wanted.slice(present.length) : wanted;
    const cards = added.map((pair) => pairCard(pair, state.words));
    if (goesOn) list.append(...cards);
    else list.replaceChildren(...cards);
    present = wanted;
    list.dataset.words = state.words;
    told.textContent = found.length === 0 ? 'None of the sample is like that.' : `${whole(wanted.length)} of ${plural(found.length, 'match', 'matches')} shown`;
    more.hidden = wanted.length === found.length;
    more.textContent = `Show ${whole(Math.min(cardsAtOnce, found.length - wanted.length))} more`;
  }
  function change(change) {
    Object.assign(state, change, {shown: cardsAtOnce});
    show();
  }

  const kinds = ['all', 'near', 'exact', 'furniture'].filter((why) => why === 'all' || report.pairs.some((pair) => pair.why === why));
  const buttons = kinds.map((why) => make('button', {type: 'button', 'aria-pressed': String(why === 'all'), 'data-why': why, onclick: () => {
    buttons.forEach((button) => button.setAttribute('aria-pressed', String(button.dataset.why === why)));
    change({why});
  }}, why));
  const bounded = (value, otherwise) => (value === '' || Number.isNaN(Number(value)) ? otherwise : Number(value));
  place.append(make('div', {class: 'controls', role: 'search', 'aria-label': 'Removed paragraphs'},
    make('div', {class: 'wide'}, make('label', {for: 'pair-search'}, 'Words or ids'),
      make('input', {type: 'search', id: 'pair-search', autocomplete: 'off', oninput: (event) => change({words: event.target.value.trim().toLowerCase()})})),
    make('fieldset', {}, make('legend', {}, 'Why'), make('div', {class: 'choices'}, buttons)),
    make('div', {}, make('label', {for: 'pair-least'}, 'Alike from, %'),
      make('input', {type: 'number', id: 'pair-least', min: 0, max: 100, value: 0, oninput: (event) => change({least: bounded(event.target.value, 0)})})),
    make('div', {}, make('label', {for: 'pair-most'}, 'to, %'),
      make('input', {type: 'number', id: 'pair-most', min: 0, max: 100, value: 100, oninput: (event) => change({most: bounded(event.target.value, 100)})})),
    make('div', {}, make('label', {for: 'pair-order'}, 'Order'),
      make('select', {id: 'pair-order', onchange: (event) => change({order: event.target.value})},
        Object.entries(orders).map(([name, [title]]) => make('option', {value: name}, title))))));
  place.append(told, list, more);
  place.insertBefore(make('p', {class: 'hint'}, 'Open a line to see both. ', make('del', {}, 'Only in the removed one'), ', ', make('ins', {}, 'only in the one kept'), '.'), told);
  show();
}

function showMostCopied(place) {
  if (report.mostCopied.length === 0) return;
  place.append(make('h3', {}, 'What came back most'), make('p', {class: 'reading'}, `The ${plural(report.mostCopied.length, 'paragraph', 'paragraphs')} kept with the most copies in the whole corpus.`),
    make('ol', {class: 'cards'}, report.mostCopied.map((copied) => {
      const text = copied.text ?? '';
      const details = make('details', {}, make('summary', {},
        make('span', {class: 'why'}, make('span', {class: 'swatch of-kept'}), 'kept'),
        make('span', {class: 'share'}, `${whole(copied.copies)} ×`),
        make('span', {class: 'snippet', lang: language(text)}, [...text].slice(0, 160).join('')),
        make('span', {class: 'place'}, placeName(copied.id, copied.document, copied.paragraph))));
      details.append(make('div', {class: 'body'}, make('p', {class: 'sample', lang: language(text)}, text || unknown('Its document stands in the corpus.')),
        copied.cut ? make('p', {class: 'hint'}, `${plural(copied.cut, 'character')} more are not shown.`) : null));
      return make('li', {}, details);
    })));
}
