import type { Language } from './web/language.ts'

/** How a market's pages are written: where they lie, in which language, and in its banks' time zone and currency. */
export type Scene = { base: string; language: Language; zone: string; currency: string }
