import { type CSSVariablesResolver, createTheme, type MantineColorSchemeManager } from '@mantine/core'

/** The marketplace's own look: pine on warm paper, with one note of marigold. */
export const theme = createTheme({
  primaryColor: 'pine',
  primaryShade: { light: 8, dark: 7 },
  defaultRadius: 'md',
  cursorType: 'pointer',
  colors: {
    pine: [
      '#e8f5f1',
      '#d3e9e2',
      '#a6d3c6',
      '#76bca8',
      '#4fa98f',
      '#369d80',
      '#209076',
      '#14745f',
      '#0d6655',
      '#07483c',
    ],
    gray: [
      '#f6f3ec',
      '#efeae0',
      '#e3ddd0',
      '#d3ccbd',
      '#bdb6a6',
      '#99948a',
      '#6f6c64',
      '#55534d',
      '#3a3935',
      '#23221f',
    ],
    dark: [
      '#e6ebe8',
      '#c3cdc8',
      '#a3b0aa',
      '#6f7f78',
      '#3c4a45',
      '#2b3833',
      '#1e2925',
      '#151d1a',
      '#101715',
      '#0a100e',
    ],
  },
  fontFamily: '"Avenir Next", Avenir, "Segoe UI", "Nunito Sans", Cantarell, "Noto Sans", system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  headings: {
    fontFamily: '"Iowan Old Style", "Palatino Linotype", Palatino, "Book Antiqua", "Noto Serif", Georgia, serif',
    fontWeight: '600',
  },
})

/** Mantine's greys and reds miss WCAG AA on small text; these don't, on the page's grounds. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#faf7f1',
    '--mantine-color-text': '#1c2724',
    '--mantine-color-dimmed': '#53605b',
    '--mantine-color-placeholder': '#66726d',
    '--mantine-color-error': '#a8201a',
    '--mantine-color-default-border': '#d9d4c8',
    '--mantine-color-anchor': '#0d6655',
  },
  dark: {
    '--mantine-color-body': '#101715',
    '--mantine-color-text': '#e6ebe8',
    '--mantine-color-dimmed': '#a3b0aa',
    '--mantine-color-placeholder': '#8d9b95',
    '--mantine-color-error': '#ff9d94',
    '--mantine-color-default-border': '#2f3d38',
    '--mantine-color-anchor': '#7fd0ba',
  },
})

const KEPT_AS = 'bancada.theme'

/** Keeps the theme where the console keeps it, so that one choice holds for both; `auto` is its `system`. */
export function themeKeeper(): MantineColorSchemeManager {
  let forget = () => {}
  return {
    get: (fallback) => {
      const kept = localStorage.getItem(KEPT_AS)
      return kept === 'light' || kept === 'dark' ? kept : kept === 'system' ? 'auto' : fallback
    },
    set: (value) => localStorage.setItem(KEPT_AS, value === 'auto' ? 'system' : value),
    subscribe(onUpdate) {
      const onStorage = ({ key, newValue }: StorageEvent) => {
        if (key === KEPT_AS) onUpdate(newValue === 'light' || newValue === 'dark' ? newValue : 'auto')
      }
      window.addEventListener('storage', onStorage)
      forget = () => window.removeEventListener('storage', onStorage)
    },
    unsubscribe: () => forget(),
    clear: () => localStorage.removeItem(KEPT_AS),
  }
}

/** The nonce of this page, which its policy asks of every style element. */
export function pageNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
}
