import type { DemoCustomer } from '../../../market.ts'
import type { Language } from '../../../web/language.ts'
import type { ObbDraft } from '../../draft.ts'
import { askingWords } from '../../words/asking.ts'

/** What a step's page is made from. */
export type StepAsked = {
  language: Language
  formToken: string
  draft: ObbDraft
  demoCustomers: readonly DemoCustomer[]
  wrong: string | null
}

/** What the frames of the Brazilian steps have in common. */
export function frameOf({ language, formToken, draft, wrong }: Omit<StepAsked, 'demoCustomers'>) {
  const steps = ['who', 'what', 'howLong'] as const
  const told = wrong === null ? null : (askingWords(language).wrong[wrong] ?? wrong)
  return { base: '/obb', language, formToken, bank: draft.bank, steps, wrong: told } as const
}
