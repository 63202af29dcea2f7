/**
 * The script of the return page: it hands the answer in the address's fragment, which no server ever sees, to the app's own form,
 * and clears it from the address and the history.
 */
export const RETURN_SCRIPT = `
document.getElementById('answer').value = (location.hash || location.search).slice(1);
history.replaceState(null, '', location.pathname);
document.getElementById('return').submit();
`

/** Puts the command beside a pressed button on the clipboard; without scripts the text is there to be selected. */
export const COPY_SCRIPT = `
document.addEventListener('click', async (event) => {
  const button = event.target.closest('button[data-copied]');
  if (!button) return;
  await navigator.clipboard.writeText(button.nextElementSibling.textContent);
  button.textContent = button.dataset.copied;
});
`
