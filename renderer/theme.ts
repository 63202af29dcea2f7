import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

/** The accent in ten shades; pages colour by the tokens, so that both themes hold their contrast. */
const ACCENT: MantineColorsTuple = [
  '#eef0fd',
  '#dde1fb',
  '#bcc4f7',
  '#98a4ff',
  '#7887f0',
  '#5a6be2',
  '#4557d4',
  '#3b4cca',
  '#3341ad',
  '#2a368f',
]

/** Mantine in the console's own type, space and colours. */
export const THEME = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 3 },
  colors: { accent: ACCENT },
  fontFamily: 'var(--sans)',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { xs: 'var(--size-xs)', sm: 'var(--size-m)', md: 'var(--size-m)', lg: 'var(--size-l)' },
  radius: { sm: 'var(--radius-s)', md: 'var(--radius)', lg: 'var(--radius-l)' },
  defaultRadius: 'md',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Button: {
      defaultProps: { size: 'xs', variant: 'default' },
      // Mantine writes white on a filled button, which the dark theme's light accent doesn't carry.
      vars: (_theme: unknown, { variant }: { variant?: string }) => ({
        root: variant === 'filled' ? { '--button-color': 'var(--accent-ink)' } : {},
      }),
    },
    // Mantine's grey of a field in the dark reads as one that is disabled.
    Input: { vars: () => ({ wrapper: { '--input-bg': 'var(--surface)' } }) },
    Modal: { defaultProps: { transitionProps: { duration: 90 }, radius: 'lg' } },
    NativeSelect: { defaultProps: { size: 'xs' } },
    TextInput: { defaultProps: { size: 'xs' } },
  },
})

/** The tokens behind Mantine's variables: one list of colours for everything. */
export const VARIABLES: CSSVariablesResolver = () => {
  const colours = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--muted)',
    '--mantine-color-placeholder': 'var(--faint)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-error': 'var(--failed)',
    '--mantine-color-default': 'var(--raised)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-primary-color-filled': 'var(--accent)',
    '--mantine-primary-color-contrast': 'var(--accent-ink)',
  }
  return { variables: {}, light: colours, dark: colours }
}
