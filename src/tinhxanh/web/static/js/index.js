// Sliders of the what-if page. Without this file the numbers are typed and sent with the button.
for (const range of document.querySelectorAll('input[data-mirrors]')) {
  const number = document.getElementById(range.dataset.mirrors);
  range.hidden = false;
  range.addEventListener('input', () => { number.value = range.value.replace('.', ','); });
  number.addEventListener('input', () => { if (number.value !== '') range.value = number.value.replace(',', '.'); });
}
