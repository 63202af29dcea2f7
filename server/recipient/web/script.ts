/**
 * The only script: it hands the answer in the address's fragment, which no server ever sees, to the app's own form,
 * and clears it from the address and the history.
 */
export const RETURN_SCRIPT = `
document.getElementById('answer').value = (location.hash || location.search).slice(1);
history.replaceState(null, '', location.pathname);
document.getElementById('return').submit();
`
