import type { HandedForm } from '#bank'
import { problem } from '#kernel'
import { type Api, type Rooms, type Route, type RouteInput, route } from '../../../api.ts'
import { handedFormPdf } from '../../documents/handed-form.ts'
import { taxFormPdf } from '../../documents/tax-form.ts'
import { pageOfList, pageParameters } from '../../paging.ts'
import { components as common } from '../../schema/common.ts'
import { taxFormIdParameter } from '../../schema/parameters.ts'
import { foundAny } from '../../shared-accounts.ts'
import { FORM_TYPES, type TaxForm, taxForms, yearOut } from './forms.ts'
import { correct, handedForm, handedForms, handIn, PDF } from './handed-in.ts'
import { mapForm, mapHandedForm } from './map.ts'
import { components, formBody } from './schema.ts'

const JSON_TYPE = 'application/json'
const OFFERED: readonly string[] = [JSON_TYPE, PDF]

/** Forms have one scope, for whoever reads them and whoever hands them in: money movement alone has one to write with. */
const ofTaxForms = {
  token: 'customer',
  scope: 'fdx:tax:read',
  permissions: ['TAX'],
  arrow: 9,
  to: 'bank',
} satisfies Partial<Route>

const aForm = { $ref: '#/components/schemas/TaxData' }

const query = (name: string, schema: Record<string, unknown>) =>
  ({ name, in: 'query', required: false, schema }) as const

const list = route({
  ...ofTaxForms,
  id: 'searchForTaxForms',
  method: 'GET',
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
    data: { ...told, forms: items.map((form) => mapAny(form, input.path, input.query.resultType === 'details')) },
  }),
})

/** A form that the bank made, or one that was handed in. */
type AnyForm = TaxForm | HandedForm

const mapAny = (form: AnyForm, base: string, detailed: boolean) =>
  'facts' in form ? mapForm(form, base, detailed) : mapHandedForm(form, base, detailed)

const accountIdOf = (form: AnyForm): string => ('facts' in form ? form.account.id : form.accountId)

function readForms(rooms: Rooms, input: RouteInput) {
  const { taxYear, taxForms: types, accountId, contentTypes } = input.query
  const wanted = types?.split(',').map((type) => type.trim())
  const unknown = wanted?.find((type) => !FORM_TYPES.some((known) => known === type))
  if (unknown !== undefined)
    throw problem('tax-form-type-unsupported', { sent: unknown, supported: FORM_TYPES }, 'tax-form-type')
  if (contentTypes !== undefined && !contentTypes.split(',').some((type) => OFFERED.includes(type.trim())))
    throw problem('not-acceptable', { sent: contentTypes, in: 'contentTypes', offered: OFFERED }, 'tax-content-type')
  if (accountId !== undefined && !input.consent?.accountIds.includes(accountId))
    throw problem('account-not-shared', { accountId }, 'account-shared')
  const out = yearOut(input, taxYear === undefined ? undefined : Number(taxYear))
  const all: AnyForm[] = [...taxForms(rooms, input, out), ...handedForms(rooms, input, out.year)]
  const forms = all.filter(
    (form) => (wanted?.includes(form.type) ?? true) && (accountId === undefined || accountIdOf(form) === accountId),
  )
  foundAny(input, forms)
  return pageOfList(forms, input, `tax forms ${taxYear ?? ''} ${types ?? ''} ${accountId ?? ''}`)
}

/** One form, as data or as the document that its Accept asks for. */
const one = route({
  ...ofTaxForms,
  id: 'getTaxForm',
  method: 'GET',
  path: '/tax-forms/:taxFormId',
  parameters: [taxFormIdParameter],
  produces: OFFERED,
  responses: { 200: aForm },
  act(rooms, input): Found {
    const { taxFormId } = input.params
    const handed = handedForm(rooms, input)
    if (handed) return handedFound(rooms, input, handed)
    const form = taxForms(rooms, input, yearOut(input, undefined)).find(({ id }) => id === taxFormId)
    if (!form) throw problem('tax-form-unknown', { taxFormId }, 'tax-form-known')
    return { form, pdf: () => taxFormPdf(form) }
  },
  map: ({ form, pdf }, input) =>
    input.mediaType === PDF
      ? { status: 200, file: { mediaType: PDF, name: `${form.type}-${form.year}.pdf`, bytes: pdf() } }
      : { status: 200, data: mapAny(form, baseOf(input), true) },
})

/** A form, and how its document is had. */
type Found = { form: AnyForm; pdf: () => Uint8Array | Promise<Uint8Array> }

/** One that was handed in without a document is printed as it was said. */
function handedFound({ bank }: Rooms, { institution }: RouteInput, form: HandedForm): Found {
  const kept = form.hasDocument ? bank.taxes.handedIn.document(form.id) : undefined
  return { form, pdf: () => kept ?? handedFormPdf(form, institution.name) }
}

/** The address of the list that a form of the path is in. */
const baseOf = ({ path }: RouteInput): string => path.slice(0, path.lastIndexOf('/'))

const create = route({
  ...ofTaxForms,
  id: 'createTaxForm',
  method: 'POST',
  path: '/tax-forms',
  parameters: [],
  body: formBody,
  responses: { 201: aForm },
  act: handIn,
  map: (form, input) => ({ status: 201, data: mapHandedForm(form, input.path, true) }),
})

const update = route({
  ...ofTaxForms,
  id: 'updateTaxForm',
  method: 'PUT',
  path: '/tax-forms/:taxFormId',
  parameters: [taxFormIdParameter],
  body: formBody,
  consumes: [PDF],
  responses: { 200: aForm },
  act: correct,
  map: (form, input) => ({ status: 200, data: mapHandedForm(form, baseOf(input), true) }),
})

export const taxFormsApi: Api = {
  id: 'tax-forms',
  version: '6.4.0',
  basePath: '/fdx/v6',
  aliases: ['/fdx/v6/core'],
  family: 'tax-forms',
  familyVersion: '6.4.0',
  components: { ...common, ...components },
  routes: [list, create, one, update],
}
