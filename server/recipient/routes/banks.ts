import { Problem } from '#kernel'
import type { Brand } from '../brand.ts'
import { activeOf, type Desk } from '../desk.ts'
import { banksPage, type Front, type Picker } from '../pages/welcome.ts'
import type { Route, Visit } from '../routing.ts'

/** The banks to choose from, and the choice. */
export function bankRoutes(desk: Desk): Route[] {
  const { base } = desk.scene('en')
  const here = `${base}/banks`
  return [
    { method: 'GET', path: here, act: async (visit) => ({ page: banksPage(await pickerOf(desk, visit, here)) }) },
    {
      method: 'POST',
      path: `${base}/consent/bank`,
      async act({ form, session }) {
        const brand = (await desk.brands()).find(({ key, ours }) => ours && key === form.get('bank'))
        return { redirect: brand ? desk.begin(session.key, brand) : here }
      },
    },
  ]
}

/** What the bank picker shows. */
export async function pickerOf(desk: Desk, { language, session, query }: Visit, here: string): Promise<Picker> {
  const { base } = desk.scene(language)
  const brands = await readBrands(desk)
  return { base, language, formToken: session.formToken, brands, search: query.get('q') ?? '', here }
}

/** A market as the front page shows it. */
export async function frontOf(desk: Desk, visit: Visit, words: { title: string; note: string }): Promise<Front> {
  const { base } = desk.scene(visit.language)
  return { base, ...words, brands: await readBrands(desk), active: activeOf(desk, visit).length }
}

/** The list of banks may be out of reach, the page is not. */
const readBrands = (desk: Desk): Promise<Brand[] | null> =>
  desk.brands().catch((error: unknown) => {
    if (error instanceof Problem) return null
    throw error
  })
