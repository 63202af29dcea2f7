import type { Scene } from '../scene.ts'
import type { Language } from '../web/language.ts'

/** How the Brazilian part's pages are written. */
export const obbScene = (language: Language): Scene => ({
  ...{ base: '/obb', language, zone: 'America/Sao_Paulo', currency: 'BRL' },
})
