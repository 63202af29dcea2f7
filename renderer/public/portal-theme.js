// Runs before the first paint, so that a chosen theme never flashes in as the other one.
let theme = null
try {
  theme = localStorage.getItem('bancada.theme')
} catch {
  // Storage can be closed to the page: the system's theme is used.
}
const dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
