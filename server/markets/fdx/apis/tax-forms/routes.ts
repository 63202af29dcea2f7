import { problem } from '#kernel'
import { type Api, type Rooms, type Route, type RouteInput, route } from '../../../api.ts'
import { taxFormPdf } from '../../documents/tax-form.ts'
import { pageOfList, pageParameters } from '../../paging.ts'
import { components as common } from '../../schema/common.ts'
import { taxFormIdParameter } from '../../schema/parameters.ts'
import { foundAny } from '../../shared-accounts.ts'
import { FORM_TYPES, type TaxForm, taxForms } from './forms.ts'
import { mapForm } from './map.ts'
import { components } from './schema.ts'

const JSON_TYPE = 'application/json'
const PDF = 'application/pdf'
const OFFERED: readonly string[] = [JSON_TYPE, PDF]

const ofTaxForms = {
  method: 'GET',
  token: 'customer',
  scope: 'fdx:tax:read',
  permissions: ['TAX'],
  arrow: 9,
  to: 'bank',
} satisfies Partial<Route>

const query = (name: string, schema: Record<string, unknown>) =>
  ({ name, in: 'query', required: false, schema }) as const

const list = route({
  ...ofTaxForms,
  id: 'searchForTaxForms',
  path: '/tax-forms',
  parameters: [
    query('taxYear', { type: 'integer' }),
    query('taxForms', { type: 'string', maxLength: 1024 }),
    query('accountId', { type: 'string', minLength: 1, maxLength: 256 }),
    query('contentTypes', { type: 'string', maxLength: 256 }),
    query('resultType', { enum: ['details', 'lightweight'] }),
    ...pageParameters,
  ],
  responses: { 200: { $ref: '#/components/schemas/TaxDataList' } },
  act: readForms,
  map: ({ items, told }, input) => ({
    status: 200,
    data: { ...told, forms: items.map((form) => mapForm(form, input.path, input.query.resultType === 'details')) },
  }),
})

function readForms(rooms: Rooms, input: RouteInput) {
  const { taxYear, taxForms: types, accountId, contentTypes } = input.query
  const wanted = types?.split(',').map((type) => type.trim())
  const unknown = wanted?.find((type) => !FORM_TYPES.some((known) => known === type))
  if (unknown !== undefined)
    throw problem('tax-form-type-unsupported', { sent: unknown, supported: FORM_TYPES }, 'tax-form-type')
  if (contentTypes !== undefined && !contentTypes.split(',').some((type) => OFFERED.includes(type.trim())))
    throw problem('not-acceptable', { accept: contentTypes }, 'tax-content-type')
  if (accountId !== undefined && !input.consent?.accountIds.includes(accountId))
    throw problem('account-not-shared', { accountId }, 'account-shared')
  const forms = taxForms(rooms, input, taxYear === undefined ? undefined : Number(taxYear)).filter(
    ({ type, account }) => (wanted?.includes(type) ?? true) && (accountId === undefined || account.id === accountId),
  )
  foundAny(input, forms)
  return pageOfList(forms, input, `tax forms ${taxYear ?? ''} ${types ?? ''} ${accountId ?? ''}`)
}

/** One form, as data or as the document that its Accept asks for. */
const one = route({
  ...ofTaxForms,
  id: 'getTaxForm',
  path: '/tax-forms/:taxFormId',
  parameters: [taxFormIdParameter],
  produces: OFFERED,
  responses: { 200: { $ref: '#/components/schemas/TaxData' } },
  act(rooms, input): TaxForm {
    const { taxFormId } = input.params
    const form = taxForms(rooms, input, undefined).find(({ id }) => id === taxFormId)
    if (!form) throw problem('tax-form-unknown', { taxFormId }, 'tax-form-known')
    return form
  },
  map: (form, input) =>
    input.mediaType === PDF
      ? { status: 200, file: { mediaType: PDF, name: `${form.type}-${form.year}.pdf`, bytes: taxFormPdf(form) } }
      : { status: 200, data: mapForm(form, input.path.slice(0, input.path.lastIndexOf('/')), true) },
})

export const taxFormsApi: Api = {
  id: 'tax-forms',
  version: '6.4.0',
  basePath: '/fdx/v6',
  aliases: ['/fdx/v6/core'],
  family: 'tax-forms',
  familyVersion: '6.4.0',
  components: { ...common, ...components },
  routes: [list, one],
}
