// The button “In A4” opens the browser's print dialogue; without script the browser's own menu does.
document.addEventListener('click', (event) => {
  if (event.target.closest('[data-print]')) print();
});

// Head and foot of the printed pages after the first, as strings that @page in print.css reads.
const paper = document.querySelector('[data-running-head]');
if (paper) {
  const root = document.documentElement.style;
  root.setProperty('--running-head', JSON.stringify(paper.dataset.runningHead));
  root.setProperty('--running-foot', JSON.stringify(paper.dataset.runningFoot));
}
