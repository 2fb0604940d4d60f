// A chart as it stands in the page: what it shows, how to read it, the drawing, and the same figures
// as a table. Observable Plot draws; without it the tables stand alone.

const drawings = [];
const canDraw = typeof Plot !== 'undefined';

// columns: [{title, value(row), number}]; the first names its row.
function table(rows, columns) {
  const cell = (row, column, index) => make(
    index === 0 ? 'th' : 'td',
    {class: column.number ? 'number' : null, scope: index === 0 ? 'row' : null},
    String(column.value(row)));
  return make('div', {class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'table of figures'},
    make('table', {},
      make('thead', {}, make('tr', {}, columns.map((column) =>
        make('th', {scope: 'col', class: column.number ? 'number' : null}, column.title)))),
      make('tbody', {}, rows.map((row) =>
        make('tr', {}, columns.map((column, index) => cell(row, column, index)))))));
}

function legend(entries) {
  return make('ul', {class: 'legend'}, entries.map(({title, className, value}) =>
    make('li', {}, make('span', {class: `swatch ${className}`}), title,
      value === undefined ? null : ' ', value === undefined ? null : make('b', {}, value))));
}

// chart({id, title, reading, rows, columns, plot(width), key, summary, wide, heading})
function chart(parts) {
  const figure = make('figure', {class: parts.wide ? 'chart wide' : 'chart', id: parts.id},
    make('figcaption', {}, make(parts.heading ?? 'h3', {}, parts.title), make('p', {class: 'reading'}, parts.reading)));
  if (parts.key) figure.append(legend(parts.key));
  const figures = table(parts.rows, parts.columns);
  if (!canDraw) {
    figure.append(figures);
    return figure;
  }
  const drawing = make('div', {class: 'drawing', role: 'img', 'aria-label': parts.summary});
  figure.append(drawing, make('details', {}, make('summary', {}, 'The same as a table'), figures));
  drawings.push({drawing, plot: parts.plot, width: 0});
  return figure;
}

// Axes and letters are the same in all charts; `options` says the rest.
function plot(width, options) {
  return Plot.plot({
    className: 'plot',
    width,
    style: {fontSize: '12px', background: 'transparent'},
    ...options,
  });
}

function drawAll() {
  for (const each of drawings) {
    const width = Math.floor(each.drawing.clientWidth);
    if (width === 0 || width === each.width) continue;
    each.width = width;
    each.drawing.replaceChildren(each.plot(width));
  }
}

// Drawn anew when the page gets another width.
function keepDrawn() {
  if (!canDraw) return;
  drawAll();
  let waiting = 0;
  new ResizeObserver(() => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(drawAll);
  }).observe(by('main'));
}
