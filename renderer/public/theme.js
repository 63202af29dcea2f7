// Runs before the first paint, so that a chosen theme never flashes in as the other one.
try {
  const theme = localStorage.getItem('bancada.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Storage can be closed to the page: the system's theme is used.
}
