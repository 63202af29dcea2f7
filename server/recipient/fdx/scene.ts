import type { Scene } from '../scene.ts'
import type { Language } from '../web/language.ts'

/** How the FDX part's pages are written. */
export const fdxScene = (language: Language): Scene => ({
  ...{ base: '/fdx', language, zone: 'America/New_York', currency: 'USD' },
})
