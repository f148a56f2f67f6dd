// Progressive only: the review works by plain links and buttons; this adds keys, tokens and marking.

const review = () => document.getElementById('review');
const lines = () => [...document.querySelectorAll('.fact > .fact-line')];
const here = () => document.querySelector('.fact.is-here');

// A key whose button is not there says why, where there is something to say.
const press = (key) => {
  const button = here()?.querySelector(`[data-key="${key}"]`);
  const none = here()?.querySelector(`[data-none="${key}"]`);
  if (button) button.click();
  else if (none) none.hidden = false;
};

// J and K walk the facts; A, T, G and X press the buttons of the one in hand.
document.addEventListener('keydown', (event) => {
  if (event.target.closest('input, select, textarea, [contenteditable]')) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const key = event.key.toLowerCase();
  const all = lines();
  const at = all.findIndex((line) => line.parentElement === here());
  if (key === 'j') all[Math.min(at + 1, all.length - 1)]?.click();
  else if (key === 'k') all[Math.max(at - 1, 0)]?.click();
  else if ('atgx'.includes(key)) press(key);
  else return;
  event.preventDefault();
});

// A marked stretch opens its fact, a sheet of the strip its page.
const open = (query) => {
  const link = document.createElement('a');
  link.href = query;
  link.hidden = true;
  review().append(link);
  window.htmx?.process(link);
  link.click();
};
document.addEventListener('click', (event) => {
  const span = event.target.closest('.span[data-fact]');
  const sheet = event.target.closest('.strip-page[data-sheet]');
  if (span && getSelection().isCollapsed) {
    const line = document.querySelector(`#m-${span.dataset.fact} > .fact-line`);
    if (line) line.click(); else open(`?muc=${span.dataset.fact}`);
  } else if (sheet) {
    const query = new URLSearchParams(location.search);
    query.set('trang', sheet.dataset.sheet);
    open(`?${query}`);
  }
});

// The panes keep their place when the page is exchanged; what is in hand is brought into view.
const places = {};
const panes = ['doc-scroll', 'facts-scroll'];
let pane = 'pane-facts';
document.addEventListener('htmx:beforeSwap', () => {
  for (const id of panes) places[id] = document.getElementById(id)?.scrollTop ?? 0;
  pane = document.querySelector('.pane-switch input:checked')?.id ?? pane;
});
const within = (scroller, element, room) => {
  if (!scroller || !element || getComputedStyle(scroller).overflowY === 'visible') return false;
  const outer = scroller.getBoundingClientRect();
  const inner = element.getBoundingClientRect();
  const isAbove = inner.top < outer.top + room;
  if (isAbove || inner.bottom > outer.bottom) scroller.scrollTop += inner.top - outer.top - room;
  return true;
};
const settle = (isFirst) => {
  const docs = document.getElementById('doc-scroll');
  const facts = document.getElementById('facts-scroll');
  const query = new URLSearchParams(location.search);
  const passage = docs?.querySelector('.doc-item.is-here, p.is-here');
  const sheet = docs?.querySelector('.doc-page.is-middle');
  if (query.has('trang') && sheet) within(docs, sheet, 0);
  else within(docs, passage ?? sheet, 120);
  if (query.has('trang') && sheet) docs.scrollTop += sheet.getBoundingClientRect().top - docs.getBoundingClientRect().top;
  const fact = here();
  if (query.has('ghi-chu') && facts) facts.scrollTop = 0;
  else if (fact && !within(facts, fact, 52) && !isFirst) fact.scrollIntoView({ block: 'nearest' });
};
const dress = (isFirst) => {
  document.querySelectorAll('textarea[data-tokens]').forEach(tokenise);
  settle(isFirst);
};
document.addEventListener('htmx:afterSwap', (event) => {
  if (event.detail.target?.id !== 'review' && event.detail.elt?.id !== 'review') return;
  for (const id of panes) {
    const scroller = document.getElementById(id);
    if (scroller) scroller.scrollTop = places[id] ?? 0;
  }
  const chosen = document.getElementById(pane);
  if (chosen) chosen.checked = true;
});
// Until it has settled, htmx gives new elements the classes of the old ones: what is in hand is not known before.
document.addEventListener('htmx:afterSettle', (event) => {
  if (event.detail.target?.id !== 'review' && event.detail.elt?.id !== 'review') return;
  dress(false);
  const fact = here();
  (fact?.querySelector('[aria-invalid]') ?? fact?.querySelector('.fact-line'))?.focus({ preventScroll: true });
});

// A box of names becomes tokens with suggestions from the directory, with or without diacritics.
const icon = (name) => {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `#i-${name}`);
  svg.append(use);
  return svg;
};
const tokenise = (box) => {
  if (box.dataset.tokens === 'on') return;
  box.dataset.tokens = 'on';
  const form = box.closest('form');
  const label = document.querySelector(`label[for="${box.id}"]`);
  const list = document.createElement('div');
  const entry = document.createElement('input');
  const hints = document.createElement('div');
  list.className = 'token-list';
  entry.className = 'token-entry';
  entry.id = `${box.id}-go`;
  entry.autocomplete = 'off';
  entry.placeholder = 'Gõ tên cơ quan, có dấu hoặc không';
  hints.setAttribute('aria-live', 'polite');
  if (label) label.htmlFor = entry.id;
  if (box.getAttribute('aria-describedby')) entry.setAttribute('aria-describedby', box.getAttribute('aria-describedby'));
  const names = () => box.value.split('\n').map((name) => name.trim()).filter(Boolean);
  const write = (next) => { box.value = [...new Set(next)].join('\n'); draw(); };
  const draw = () => {
    list.querySelectorAll('.token').forEach((token) => token.remove());
    for (const name of names()) {
      const token = document.createElement('span');
      const remove = document.createElement('button');
      token.className = 'token';
      remove.type = 'button';
      remove.setAttribute('aria-label', `Bỏ ${name}`);
      remove.append(icon('x'));
      remove.addEventListener('click', () => { write(names().filter((other) => other !== name)); entry.focus(); });
      token.append(name, remove);
      list.insertBefore(token, entry);
    }
    entry.placeholder = names().length ? '' : 'Gõ tên cơ quan, có dấu hoặc không';
  };
  const add = (name) => {
    if (name.trim()) write([...names(), name.trim()]);
    entry.value = '';
    hints.replaceChildren();
  };
  let asked = 0;
  entry.addEventListener('input', () => {
    clearTimeout(asked);
    asked = setTimeout(async () => {
      const words = entry.value.trim();
      if (words.length < 2) { hints.replaceChildren(); return; }
      const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(words)}`);
      if (answer.ok && entry.value.trim() === words) hints.innerHTML = await answer.text();
    }, 180);
  });
  entry.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      add(hints.querySelector('.suggestion')?.dataset.name ?? entry.value);
    } else if (event.key === 'Backspace' && !entry.value) write(names().slice(0, -1));
    else if (event.key === 'Escape') hints.replaceChildren();
    else if (event.key === 'ArrowDown') hints.querySelector('.suggestion')?.focus();
  });
  entry.addEventListener('blur', (event) => {
    if (!list.parentElement.contains(event.relatedTarget) && entry.value.trim()) add(entry.value);
  });
  hints.addEventListener('click', (event) => {
    const chosen = event.target.closest('.suggestion');
    if (chosen) { add(chosen.dataset.name); entry.focus(); }
  });
  list.append(entry);
  box.hidden = true;
  box.after(list, hints);
  draw();
};

// A stretch marked in the document can become a duty that the reader missed.
const offset = (node, inside) => {
  const paragraph = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest('[data-start]');
  if (!paragraph) return null;
  const range = document.createRange();
  range.selectNodeContents(paragraph);
  range.setEnd(node, inside);
  return Number(paragraph.dataset.start) + range.toString().length;
};
let floating = null;
document.addEventListener('selectionchange', () => {
  const selection = getSelection();
  const form = document.getElementById('con-sot');
  floating?.remove();
  floating = null;
  if (!form || selection.isCollapsed || selection.toString().trim().length < 12) return;
  const range = selection.getRangeAt(0);
  if (!document.getElementById('doc-scroll')?.contains(range.commonAncestorContainer)) return;
  const start = offset(range.startContainer, range.startOffset);
  const end = offset(range.endContainer, range.endOffset);
  if (start === null || end === null || end <= start) return;
  form.elements.start.value = start;
  form.elements.end.value = end;
  form.elements.text.value = selection.toString();
  floating = document.createElement('button');
  floating.type = 'submit';
  floating.setAttribute('form', 'con-sot');
  floating.className = 'button button--primary button--small missed-float';
  floating.append(icon('plus'), 'Thêm nhiệm vụ từ đoạn này');
  floating.addEventListener('mousedown', (event) => { event.preventDefault(); form.requestSubmit(); });
  const box = range.getBoundingClientRect();
  floating.style.left = `${Math.max(8, box.left)}px`;
  floating.style.top = `${Math.min(innerHeight - 48, box.bottom + 6)}px`;
  review().append(floating);
});
// What is typed by hand counts by its words, not by an earlier mark.
document.addEventListener('input', (event) => {
  const form = event.target.closest('#con-sot');
  if (form && event.target.name === 'text') { form.elements.start.value = ''; form.elements.end.value = ''; }
});

document.addEventListener('htmx:historyRestore', () => dress(true));
dress(true);
