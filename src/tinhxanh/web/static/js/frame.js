// Progressive only: every page reads and works without this file.

// Open a row in place: a button names the row that belongs to it.
document.addEventListener('click', (event) => {
  const toggle = event.target.closest('.row-toggle[aria-controls]');
  if (!toggle || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const detail = document.getElementById(toggle.getAttribute('aria-controls'));
  if (!detail && !toggle.matches('[hx-get]')) return;
  event.preventDefault();
  if (!detail) {
    htmx.trigger(toggle, 'open-row');
    return;
  }
  const open = toggle.getAttribute('aria-expanded') !== 'true';
  mark(toggle, open);
  detail.hidden = !open;
});
const mark = (toggle, open) => {
  toggle.setAttribute('aria-expanded', String(open));
  toggle.closest('tr')?.classList.toggle('is-open', open);
};
// The row behind a link is fetched the first time it is asked for.
document.addEventListener('htmx:afterSettle', (event) => {
  const toggle = event.detail.requestConfig?.elt;
  if (toggle?.matches?.('.row-toggle')) mark(toggle, true);
});

// Menus of the frame close on a click elsewhere and on Escape.
document.addEventListener('click', (event) => {
  for (const menu of document.querySelectorAll('details.account-menu[open]')) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  for (const menu of document.querySelectorAll('details.account-menu[open]')) {
    menu.open = false;
    menu.querySelector('summary').focus();
  }
});

// A filter form sends itself when a choice changes; its button serves those without script.
document.addEventListener('change', (event) => {
  const form = event.target.closest('form[data-send-on-change]');
  if (form && event.target.matches('select, [type=checkbox]')) form.requestSubmit();
});
for (const button of document.querySelectorAll('form[data-send-on-change] [data-without-script]')) {
  button.classList.add('visually-hidden');
}

// Links that tick or clear a list do so in place, so that what is typed stays; the number ticked is told.
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-check]');
  if (!link) return;
  event.preventDefault();
  const scope = link.closest('[data-check-scope]');
  for (const box of scope.querySelectorAll('input[type=checkbox]')) box.checked = link.dataset.check === 'on';
  countChecked(link.closest('form'));
});
document.addEventListener('change', (event) => {
  if (event.target.matches('form[data-check-scope] input[type=checkbox]')) countChecked(event.target.form);
});
const countChecked = (form) => {
  const told = form.querySelector('[data-checked]');
  if (told) told.textContent = form.querySelectorAll('input[type=checkbox]:checked').length;
};

// A drop area shows which files it holds, takes what is dragged onto it, and says what is too large.
const kilobytes = (size) => (size < 1048576 ? `${Math.ceil(size / 1024)} kB` : `${(size / 1048576).toFixed(1).replace('.', ',')} MB`);
const show = (input) => {
  const list = document.getElementById(input.dataset.list);
  if (!list) return;
  list.replaceChildren(...[...input.files].map((file) => {
    const line = document.createElement('li');
    const note = document.createElement('span');
    note.className = 'muted small';
    note.textContent = kilobytes(file.size);
    line.append(document.createTextNode(file.name), note);
    return line;
  }));
};
document.addEventListener('change', (event) => {
  if (event.target.matches('.drop input[type=file]')) show(event.target);
});
for (const name of ['dragover', 'dragleave', 'drop']) {
  document.addEventListener(name, (event) => {
    const drop = event.target.closest?.('.drop');
    if (!drop) return;
    event.preventDefault();
    drop.classList.toggle('is-over', name === 'dragover');
    if (name !== 'drop') return;
    const input = drop.querySelector('input[type=file]');
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
}

// A button that started something says so and does not start it twice.
document.addEventListener('submit', (event) => {
  const button = event.submitter;
  if (button?.matches('.button')) setTimeout(() => { button.classList.add('is-busy'); }, 0);
});
addEventListener('pageshow', () => free());

// An answer with an error is shown too: a form that was refused comes back with its reasons.
// Who is no longer signed in is led to the login, which must not appear inside a row.
document.addEventListener('htmx:beforeSwap', (event) => {
  const { xhr } = event.detail;
  if (xhr.responseURL && new URL(xhr.responseURL).pathname === document.body.dataset.login) {
    event.detail.shouldSwap = false;
    location.reload();
  } else if ([400, 422].includes(xhr.status)) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
  free();
});
const free = () => {
  document.querySelectorAll('.button.is-busy').forEach((button) => button.classList.remove('is-busy'));
};

// What did not reach the server, or fell there, is said at the top of the page; nothing typed is lost.
for (const name of ['htmx:sendError', 'htmx:timeout', 'htmx:responseError']) {
  document.addEventListener(name, () => {
    free();
    document.querySelector('.page-messages--failed')?.remove();
    const told = document.getElementById('send-failed').content.cloneNode(true);
    document.getElementById('main').prepend(told);
    document.querySelector('.page-messages--failed').scrollIntoView({ block: 'nearest' });
  });
}
