// The button “In A4” opens the browser's print dialogue; without script the browser's own menu does.
document.addEventListener('click', (event) => {
  if (event.target.closest('[data-print]')) print();
});
