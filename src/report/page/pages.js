// Pages before and after, paragraph beside paragraph: at the left the lines as they were read, at the
// right what became of them, with a mark at every seam.

const seamNames = {
  'join with space': 'a space',
  'join': 'nothing between',
  'split word': 'a split word put together',
  'hyphen dropped': 'its hyphen dropped',
  'hyphen kept': 'its hyphen kept',
  'resumed': 'taken up from elsewhere',
};
const seamClass = (reason) => `by-${reason.replaceAll(' ', '-')}`;
const kindOfSeam = ([, , reason, , resumed]) => (resumed ? 'resumed' : reason);

function passage(paragraph) {
  if (paragraph.fate === 'furniture') {
    return make('div', {class: 'passage'},
      make('p', {class: 'sample taken', lang: language(paragraph.text ?? '')}, paragraph.text ?? ''),
      make('p', {class: 'fate'}, 'page furniture, taken out'));
  }
  const lines = paragraph.lines ?? [];
  const read = make('ol', {class: 'lines'}, lines.map((line, i) => make('li', {'data-line': i},
    make('span', {class: 'at'}, make('span', {class: 'aside'}, 'line '), whole(line[0])),
    make('span', {class: 'read', lang: language(line[1])}, line[1]),
    line[2] === null ? null : make('span', {class: 'aside'}, ` (joined: ${seamNames[kindOfSeam(line)]})`))));
  const written = make('p', {class: 'sample', lang: language(paragraph.text ?? lines.map((line) => line[5]).join(''))});
  lines.forEach((line, i) => {
    if (line[2] !== null) {
      const kind = kindOfSeam(line);
      written.append(make('span', {class: `seam ${seamClass(kind)}`, 'aria-hidden': 'true', 'data-line': i,
        title: `line ${whole(line[0])}: ${seamNames[kind]}, ${line[3]} % sure`}));
    }
    written.append(make('span', {'data-line': i}, line[5]));
  });
  if (lines.length === 0) written.append(paragraph.text ?? '');
  const right = make('div', {class: paragraph.fate === 'kept' ? '' : 'went'}, written);
  if (paragraph.fate !== 'kept') {
    right.append(make('p', {class: 'fate'}, `removed as ${paragraph.fate === 'exact' ? 'an exact copy' : 'a near-duplicate'} (${likeness(paragraph.similarity)}) of ${placeName(paragraph.keeper.id, paragraph.keeper.document, paragraph.keeper.paragraph)}`));
  } else if (paragraph.kind !== 'text') {
    right.append(make('p', {class: 'fate'}, paragraph.kind));
  }
  return make('div', {class: 'passage'}, read, right);
}

// A line and what became of it light up together.
function lightLines(body) {
  body.addEventListener('pointerover', (event) => {
    body.querySelectorAll('.lit, .lit-text').forEach((lit) => lit.classList.remove('lit', 'lit-text'));
    const at = event.target.closest('[data-line]');
    if (!at) return;
    at.closest('.passage').querySelectorAll(`[data-line="${at.dataset.line}"]`).forEach((each) => {
      each.classList.add(each.tagName === 'LI' ? 'lit' : 'lit-text');
    });
  });
}

function pageCard(page) {
  const joined = sum(page.paragraphs.map(({lines}) => (lines ?? []).filter((line) => line[2] !== null).length));
  const details = make('details', {}, make('summary', {},
    make('span', {class: 'snippet'}, page.id),
    make('span', {class: 'hint'}, `${plural(joined, 'line')} joined`)));
  details.addEventListener('toggle', () => {
    if (!details.open || details.childElementCount > 1) return;
    const shown = page.paragraphs.filter(({fate}) => fate !== 'furniture');
    const body = make('div', {class: 'body'},
      make('p', {class: 'hint'}, `#${page.document} of ${page.source}; ` + (shown.length === page.of ? `all ${whole(page.of)} paragraphs.`
        : `paragraphs ${whole(shown[0].number)} to ${whole(shown[shown.length - 1].number)} of ${whole(page.of)}, counted from 0.`)),
      page.paragraphs.map(passage));
    lightLines(body);
    details.append(body);
  });
  return make('li', {}, details);
}

function showPages(place) {
  if (report.options.command === 'dedup') {
    place.append(make('p', {}, 'galley dedup takes its input as repaired: there is no before and after.'));
    return;
  }
  if (report.pages.length === 0) {
    place.append(make('p', {}, report.sourceFault ? `There is none to show: ${report.sourceFault}. To have them: ${report.sourceRemedy}.`
      : 'In the sample that was looked at, no line had to be joined to another.'));
    return;
  }
  place.append(make('p', {}, `Stretches of ${plural(report.pages.length, 'document')} of ${whole(counts.documents)}, chosen by hash among those in which lines were joined. At the left the lines as they were read, at the right what became of them; a mark stands where two lines met, and says how when it is pointed at.`));
  const list = make('ul', {class: 'cards of-pages seams', id: 'page-list'}, report.pages.map(pageCard));
  place.append(make('div', {class: 'controls'},
    make('label', {}, make('input', {type: 'checkbox', id: 'seams', checked: true, onchange: (event) => list.classList.toggle('seams', event.target.checked)}), ' Show the seams'),
    legend(Object.entries(seamNames).map(([name, title]) => ({title, className: `seam-key ${seamClass(name)}`})))), list);
  list.querySelector('details').open = true;
}
