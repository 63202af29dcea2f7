import { BASE } from './style/base.ts'
import { DEVELOPER } from './style/developer.ts'
import { PAGES } from './style/pages.ts'
import { PARTS } from './style/parts.ts'

/** The app's whole style; sent in the page and allowed by its hash. */
export const STYLE = BASE + PARTS + PAGES + DEVELOPER
