// The charts, from the top of the page to its foot.

const numberColumn = (title, value) => ({title, value: (row) => whole(value(row)), number: true});
const shareAxis = {label: null, tickFormat: (share) => `${share} %`, grid: true, nice: true};
const countAxis = {label: null, tickFormat: (n) => (n >= 1e6 ? `${Number((n / 1e6).toPrecision(4))}\u00a0M` : whole(n)), grid: true, nice: true, ticks: 5};
const lengthTicks = [1, 3, 10, 30, 100, 300, 1000, 3000, 10000, 30000, 100000, 1000000];

function wholeChart() {
  const parts = [['kept', counts.kept], ['near', counts.removed_near], ['exact', counts.removed_exact]];
  const rows = fates.map((fate, i) => ({...fate, n: parts[i][1]})).filter(({n}) => n > 0);
  return chart({
    id: 'chart-whole',
    wide: true,
    heading: 'h2',
    title: 'What became of the paragraphs',
    reading: 'The whole bar is every paragraph after repair; what is coloured as removed has an equal or nearly equal one among those kept.',
    key: rows.map(({name, title, n}) => ({title, className: `of-${name}`, value: `${whole(n)} (${percent(n, counts.paragraphs_in)})`})),
    summary: rows.map(({title, n}) => `${whole(n)} ${title}`).join(', '),
    rows,
    columns: [{title: 'paragraphs', value: ({title}) => title}, numberColumn('number', ({n}) => n),
      {title: 'share', value: ({n}) => percent(n, counts.paragraphs_in), number: true}],
    plot: (width) => plot(width, {
      height: 62, marginTop: 2, marginLeft: 12, marginRight: 30, marginBottom: 26,
      x: {label: null, tickFormat: countAxis.tickFormat, ticks: width < 500 ? 4 : 8},
      marks: [Plot.barX(rows, Plot.stackX({x: 'n', fill: 'color', order: null, insetRight: 1}))],
    }),
  });
}

function sourcesChart() {
  const rows = report.sources.rows;
  const shown = rows.slice(0, 18);
  const flat = shown.flatMap((row, index) => fates.map((fate) => ({index, fate, n: row[fate.name]})));
  return chart({
    id: 'chart-sources',
    wide: true,
    title: `Paragraphs by ${sourcesAre}`,
    reading: `Each bar is what was read of one ${sourcesAre}; the longer its coloured end, the more of it had been printed elsewhere.` +
      (rows.length > shown.length ? ` The ${shown.length} largest are drawn; the table has ${whole(rows.length)}.` : ''),
    key: fates.map(({name, title}) => ({title, className: `of-${name}`})),
    summary: `Paragraphs kept and removed for ${plural(shown.length, 'source')}; the table below has the figures`,
    rows,
    columns: [
      {title: sourcesAre, value: (row) => sourceName(row)},
      numberColumn('documents', (row) => row.documents),
      numberColumn('paragraphs in', paragraphsIn),
      numberColumn('kept', (row) => row.kept),
      numberColumn('near-duplicates', (row) => row.near),
      numberColumn('exact copies', (row) => row.exact),
      {title: 'removed', value: (row) => percent(row.near + row.exact, paragraphsIn(row)), number: true},
      numberColumn('furniture lines', (row) => row.furniture),
      numberColumn('characters in', (row) => row.charsKept + row.charsRemoved),
      numberColumn('characters out', (row) => row.charsKept),
    ],
    plot: (width) => {
      const most = Math.max(10, Math.min(44, Math.floor(width / 22)));
      const longest = Math.max(...shown.map((row) => Math.min([...sourceName(row)].length, most)));
      return plot(width, {
        height: 40 + shown.length * 24, marginTop: 4, marginBottom: 34, marginRight: 30, marginLeft: Math.min(width / 2, 14 + longest * 7.2),
        x: {...countAxis, label: 'paragraphs', ticks: width < 500 ? 3 : 8},
        y: {label: null, domain: shown.map((_, index) => index), tickSize: 0,
          tickFormat: (index) => shortened(sourceName(shown[index]), most)},
        marks: [
          Plot.barX(flat, {y: 'index', x: 'n', fill: (each) => each.fate.color, insetTop: 2, insetBottom: 2}),
          Plot.tip(flat, Plot.pointerY(Plot.stackX({y: 'index', x: 'n', filter: (each) => each.n > 0,
            title: ({index, fate, n}) => `${shortened(sourceName(shown[index]), 40)}\n${whole(n)} ${fate.title}, ${percent(n, paragraphsIn(shown[index]))}`}))),
        ],
      });
    },
  });
}

function widthsChart() {
  const {lineCells, columnCells} = report.figures;
  const series = [['lines as they were read', lineCells, 'var(--quiet)', 0], ['columns they stand in', columnCells, 'var(--kept)', 1]];
  const all = sum(lineCells);
  const found = all - (columnCells[0] ?? 0);
  const widest = 255;
  const rows = lineCells.map((n, width) => ({width, n, columns: width === 0 ? 0 : columnCells[width] ?? 0}));
  // What is wider than any column, and the long tail of a few lines, would press all others together.
  const beyond = lineCells[widest] ?? 0;
  let end = Math.min(rows.length, widest), tail = 0;
  while (end > 40 && tail + rows[end - 1].n + rows[end - 1].columns < all / 50) tail += rows[--end].n + rows[end].columns;
  const step = end > 120 ? 4 : end > 60 ? 2 : 1;
  const flat = series.flatMap(([what, list, color, least]) => {
    const grouped = [];
    for (let from = 0; from < end; from += step) {
      const n = sum(list.slice(Math.max(from, least), Math.min(from + step, end)));
      if (n > 0) grouped.push({what, color, from, to: from + step, n, share: 100 * n / all});
    }
    return grouped;
  });
  return chart({
    id: 'chart-widths',
    title: 'Line widths, and the columns found',
    reading: `A peak is a column's width: lines end there because the paper did, not the sentence. ${percent(found, all)} of ${short(all)} lines stand in a column.` +
      (beyond > all / 1000 ? ` ${percent(beyond, all)} are ${widest} half-ems and wider, and not drawn.` : ''),
    summary: 'Share of lines by their width, and by the width of the column they stand in',
    rows: rows.filter(({n, columns}) => n + columns > 0),
    columns: [{title: 'width', value: ({width}) => (width === widest ? `${widest} and more` : whole(width)), number: true},
      numberColumn('lines', ({n}) => n), numberColumn('lines in columns of this width', ({columns}) => columns)],
    plot: (width) => plot(width, {
      height: 300, marginLeft: 44, marginBottom: 36, marginRight: 8,
      x: {label: width < 420 ? 'width in half-ems' : 'width in half-ems: a Latin letter one, a Han character two', labelAnchor: 'center', labelArrow: 'none', ticks: width < 420 ? 4 : 8},
      y: {...shareAxis, ticks: 3},
      fy: {label: null, axis: null, domain: series.map(([what]) => what)},
      marks: [
        Plot.rectY(flat, {fy: 'what', x1: 'from', x2: 'to', y: 'share', fill: 'color', insetLeft: 0.5}),
        Plot.text(series, {fy: '0', text: '0', frameAnchor: 'top-right', fontWeight: 600, dy: 2}),
        Plot.ruleY([0], {stroke: 'var(--line)'}),
        Plot.tip(flat, Plot.pointerX({fy: 'what', x: ({from, to}) => (from + to) / 2, y: 'share', title: (each) => `${each.what}\n${rangeName(each)} half-ems: ${plural(each.n, 'line')}`})),
      ],
    }),
  });
}

function lengthsChart() {
  const kept = report.keptChars, removed = report.removedChars;
  const lines = report.figures ? report.figures.lineChars : [];
  const size = Math.max(kept.length, removed.length, lines.length);
  const all = Array.from({length: size}, (_, bin) => (kept[bin] ?? 0) + (removed[bin] ?? 0));
  const fill = (list) => Array.from({length: size}, (_, bin) => list[bin] ?? 0);
  const rows = bins(fill(lines)).map((bin, i) => ({...bin, lines: bin.n, removed: bins(fill(removed))[i].n, kept: bins(fill(kept))[i].n}))
    .filter((row) => row.lines + row.kept + row.removed > 0);
  const total = sum(all), totalLines = sum(lines);
  const before = 'before: lines', after = 'after: paragraphs';
  // The last thousandth is left to the table.
  const isSeen = (row) => row.lines > totalLines / 1000 || row.kept + row.removed > total / 1000;
  const end = Math.max(...rows.filter(isSeen).map(({to}) => to), 10);
  const flat = rows.flatMap((row) => [
    {...row, what: before, title: 'lines', n: row.lines, share: 100 * row.lines / totalLines, color: 'var(--quiet)'},
    {...row, what: after, title: 'paragraphs kept', n: row.kept, share: 100 * row.kept / total, color: 'var(--kept)'},
    {...row, what: after, title: 'paragraphs removed', n: row.removed, share: 100 * row.removed / total, color: 'var(--near)'},
  ]).filter(({n, to}) => n > 0 && to <= end);
  return chart({
    id: 'chart-lengths',
    title: 'Lengths before and after',
    reading: totalLines > 0 ? `${short(totalLines)} lines became ${short(total)} paragraphs; the further the lower hill lies to the right of the upper one, the more was put together.`
      : 'How long the paragraphs are, those kept and those removed.',
    key: [...(totalLines > 0 ? [{title: 'lines as read', className: 'of-quiet'}] : []),
      {title: 'paragraphs kept', className: 'of-kept'}, {title: 'removed as duplicates', className: 'of-near'}],
    summary: 'Share of lines, and of paragraphs, by their length in characters',
    rows,
    columns: [{title: 'characters', value: rangeName, number: true}, numberColumn('lines', (row) => row.lines),
      numberColumn('paragraphs kept', (row) => row.kept), numberColumn('removed', (row) => row.removed)],
    plot: (width) => {
      // One above the other, each with its own scale: the hills' places are compared, not their heights.
      const half = (what) => plot(width, {
        height: what === after ? 168 : 150, marginTop: 20, marginLeft: 44, marginBottom: what === after ? 36 : 18, marginRight: 30,
        x: {type: 'log', domain: [1, end], label: what === after ? 'length in characters' : null, labelAnchor: 'center', labelArrow: 'none',
          ticks: lengthTicks.filter((tick) => tick <= end && (width > 480 || String(tick).startsWith('1'))), tickFormat: (n) => whole(n)},
        y: {...shareAxis, ticks: 4},
        marks: [
          Plot.rectY(flat.filter((each) => each.what === what), {x1: 'from', x2: 'to', y: 'share', fill: 'color', insetLeft: 1}),
          Plot.text([what], {text: (title) => title, frameAnchor: 'top-right', fontWeight: 600, dy: -16}),
          Plot.ruleY([0], {stroke: 'var(--line)'}),
          Plot.tip(flat.filter((each) => each.what === what), Plot.pointerX(Plot.stackY({x: (each) => Math.sqrt(each.from * each.to), y: 'share',
            title: (each) => `${rangeName(each)} characters\n${whole(each.n)} ${each.title}`}))),
        ],
      });
      return make('div', {}, totalLines > 0 ? half(before) : null, half(after));
    },
  });
}

const editNames = {
  'join with space': 'lines joined by a space',
  'join': 'lines joined by nothing',
  'split word': 'words put together, no hyphen shown',
  'hyphen dropped': 'words put together, hyphen dropped',
  'hyphen kept': 'words put together, hyphen kept',
  'resumed': 'paragraphs taken up elsewhere',
  'space removed': 'stray spaces removed',
  'space folded': 'spaces made one',
  'character folded': 'characters folded',
  'control removed': 'control characters removed',
  'loop collapsed': 'repetition loops cut short',
  'furniture': 'lines of page furniture taken out',
};

// Bars with their names above them: names are long, and a phone is narrow.
function namedBars(width, rows, color) {
  const most = Math.max(...rows.map(({n}) => n));
  return plot(width, {
    height: rows.length * 44 + 4, marginTop: 0, marginLeft: 2, marginRight: 80, marginBottom: 4,
    x: {axis: null, domain: [0, most]},
    y: {axis: null, domain: rows.map(({title}) => title), padding: 0},
    marks: [
      Plot.barX(rows, {y: 'title', x: 'n', fill: color, insetTop: 22, insetBottom: 8}),
      Plot.text(rows, {y: 'title', x: 0, text: 'title', textAnchor: 'start', dy: -10}),
      Plot.text(rows, {y: 'title', x: 'n', text: ({label}) => label, textAnchor: 'start', dx: 6, dy: 7, fontWeight: 600}),
    ],
  });
}

function editsChart() {
  const rows = Object.entries(editNames).map(([name, title]) => ({title, n: report.figures.edits[name] ?? 0}))
    .filter(({n}) => n > 0).sort((a, b) => b.n - a.n).map((row) => ({...row, label: row.n >= 1e6 ? short(row.n) : whole(row.n)}));
  if (rows.length === 0) return null;
  return chart({
    id: 'chart-edits',
    wide: true,
    title: 'What repair did',
    reading: 'How often each kind of change was made; galley clean --edits FILE lists every one with its place.',
    summary: rows.map(({title, n}) => `${whole(n)} ${title}`).join(', '),
    rows,
    columns: [{title: 'change', value: ({title}) => title}, numberColumn('times', ({n}) => n)],
    plot: (width) => namedBars(width, rows, 'var(--kept)'),
  });
}
