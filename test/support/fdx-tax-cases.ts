import type { FdxCase, FdxSetting } from './fdx-cases.ts'

/** A form about the account that the setting knows, of the year that forms are of. */
export function interestForm({ bank, known }: FdxSetting, more: Record<string, unknown> = {}) {
  const taxYear = new Date(bank.rooms.world.clock.now()).getUTCFullYear() - 1
  return { tax1099Int: { accountId: known.accountId, taxYear, interestIncome: 12.34, ...more } }
}

/** How tax forms are read, handed in and corrected: the bank's own, and one of the app's. */
export const TAX_CASES: Readonly<Record<string, FdxCase>> = {
  searchForTaxForms: { query: 'resultType=details' },
  getTaxForm: {},
  createTaxForm: { body: interestForm, status: 201 },
  updateTaxForm: {
    body: (setting) => interestForm(setting, { interestIncome: 43.21 }),
    params: ({ handedFormId }) => ({ taxFormId: String(handedFormId) }),
  },
}

/** Hands a form in, and notes its id. */
export async function handInForm(setting: FdxSetting): Promise<void> {
  const { app, all, known } = setting
  const answer = await app.api('/fdx/v6/tax-forms', all.accessToken, {
    ...{ method: 'POST', body: JSON.stringify(interestForm(setting)) },
    headers: { 'content-type': 'application/json' },
  })
  const { taxFormId } = (answer.json?.tax1099Int ?? {}) as { taxFormId?: string }
  if (answer.status !== 201) throw new Error(`the form was refused: ${answer.text}`)
  known.handedFormId = String(taxFormId)
}
