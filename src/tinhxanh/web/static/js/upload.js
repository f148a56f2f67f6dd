// Progressive only: says at once that a file is too large, before it travels.
const form = document.querySelector('.upload');
const input = form?.querySelector('input[type=file]');
const complaint = document.getElementById('upload-too-large');
form?.classList.add('is-dressed');
const isTooLarge = () => [...(input?.files ?? [])].some((file) => file.size > Number(form.dataset.limit));
input?.addEventListener('change', () => { complaint.hidden = !isTooLarge(); });
form?.addEventListener('submit', (event) => {
  if (!isTooLarge()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  complaint.hidden = false;
  input.focus();
}, true);
