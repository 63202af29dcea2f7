const PATHS = {
  alert: 'M8 2.2 14.4 13.4H1.6L8 2.2ZM8 6.4v3.4M8 11.6v.1',
  arrowRight: 'M2.5 8h11M9.5 4l4 4-4 4',
  back: 'M13.5 8h-11M6.5 4l-4 4 4 4',
  chart: 'M2.5 13.5h11M4.5 11V7.5M8 11V3.5M11.5 11V6',
  check: 'M3 8.6 6.3 12 13 4.6',
  chevronDown: 'M4 6l4 4 4-4',
  chevronLeft: 'M10 3.5 5.5 8 10 12.5',
  chevronRight: 'M6 3.5 10.5 8 6 12.5',
  clock: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8ZM8 4.6V8l2.4 1.6',
  close: 'M4 4l8 8M12 4l-8 8',
  copy: 'M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z',
  cross: 'M4 4l8 8M12 4l-8 8',
  dark: 'M13.4 9.6A5.8 5.8 0 0 1 6.4 2.6a5.8 5.8 0 1 0 7 7Z',
  external: 'M6.5 3.5h-4v10h10v-4M9 2.5h4.5V7M13.5 2.5 7.5 8.5',
  key: 'M9.8 6.2a3.6 3.6 0 1 0-7.2 0 3.6 3.6 0 0 0 7.2 0ZM8.8 8.8l4.8 4.8M11.4 11.4l1.6-1.6',
  light:
    'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6ZM8 1.4v1.4M8 13.2v1.4M1.4 8h1.4M13.2 8h1.4M3.3 3.3l1 1M11.7 11.7l1 1M12.7 3.3l-1 1M4.3 11.7l-1 1',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  redirect: 'M3 12.5V8.8A2.8 2.8 0 0 1 5.8 6h7M9.8 3l3 3-3 3',
  route:
    'M4 12.9a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2ZM12 6.3a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2ZM10.4 4.7H6.2a2 2 0 0 0 0 4h3.6a2 2 0 0 1 0 4H5.6',
  search: 'M7 2.4a4.6 4.6 0 1 0 0 9.2 4.6 4.6 0 0 0 0-9.2ZM10.4 10.4l3.4 3.4',
  shield: 'M8 1.8 13 3.6v4c0 3-2 5.4-5 6.6-3-1.2-5-3.6-5-6.6v-4L8 1.8ZM5.8 8l1.6 1.6L10.4 6.4',
  system: 'M2 3h12v8H2zM6 13.5h4M8 11v2.5',
} as const

export type IconName = keyof typeof PATHS

/** A small drawn sign beside words; it never stands for them alone. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" width={size} height={size} aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  )
}
