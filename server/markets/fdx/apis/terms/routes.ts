import { type Api, type RouteInput, route } from '../../../api.ts'
import { known } from '../../amounts.ts'
import { dayOf } from '../../dates.ts'
import { termsPdf } from '../../documents/terms.ts'
import { date, identifier, list, object, part, text } from '../../schema/build.ts'
import { components as common } from '../../schema/common.ts'
import { accountIdParameter } from '../../schema/parameters.ts'
import { accountOf } from '../../shared-accounts.ts'
import { mapDescriptor } from '../accounts/descriptor.ts'
import { readDetails } from '../accounts/held.ts'
import { type Agreed, agreedOf } from './agreed.ts'
import { EDITION, type Section, sectionsOf } from './sections.ts'

const JSON_TYPE = 'application/json'
const PDF = 'application/pdf'

/** The terms of one account: what it is sold as, since when they count, what they say, and what was agreed of it alone. */
export type Terms = {
  accountId: string
  bankName: string
  productName: string
  productId: string | null
  edition: string
  /** The day on which the account was opened under them; bank time, ms. */
  agreedAt: number
  sections: readonly Section[]
  agreed: readonly Agreed[]
}

/**
 * What its holders agreed to about an account, as data or as the document that Accept asks for (FDX 6.4,
 * getTermsAndConditions). The members of the data are this bank's own: no published edition shows theirs.
 */
const terms = route({
  id: 'getTermsAndConditions',
  method: 'GET',
  path: '/accounts/:accountId/terms-and-conditions',
  token: 'customer',
  scope: 'fdx:termsconditions:read',
  permissions: ['TERMS_AND_CONDITIONS'],
  arrow: 9,
  to: 'bank',
  parameters: [accountIdParameter],
  produces: [JSON_TYPE, PDF],
  responses: { 200: { $ref: '#/components/schemas/TermsAndConditions' } },
  act(rooms, input): Terms {
    const account = accountOf(rooms, input)
    const held = readDetails(rooms.bank, account)
    return {
      ...{ accountId: account.id, bankName: account.brandName, productId: account.productId },
      productName: mapDescriptor(held, input).productName,
      ...{ edition: EDITION, agreedAt: account.openedAt },
      ...{ sections: sectionsOf(held.place.accountCategory), agreed: agreedOf(held) },
    }
  },
  map: (told, input) =>
    input.mediaType === PDF
      ? { status: 200, file: { mediaType: PDF, name: `terms-${EDITION}.pdf`, bytes: termsPdf(told) } }
      : { status: 200, data: mapTerms(told, input) },
})

function mapTerms(terms: Terms, { path }: RouteInput) {
  const { accountId, productName, productId, edition, agreedAt, sections, agreed } = terms
  const link = (rel: string, mediaType: string) => ({ href: path, action: 'GET', rel, types: [mediaType] })
  return {
    ...{ accountId, productName, ...known({ productId }), version: edition, effectiveDate: dayOf(agreedAt) },
    ...{ sections, agreedTerms: agreed },
    links: [link('self', JSON_TYPE), link('document', PDF)],
  }
}

const SECTION = object({ title: text(), paragraphs: list(text(1024), { minItems: 1 }) })
const TERMS = object(
  {
    ...{ accountId: identifier, productName: text(), version: text(), effectiveDate: date },
    ...{ sections: list(SECTION, { minItems: 1 }), agreedTerms: list(object({ name: text(), value: text() })) },
    links: list(part('Link'), { minItems: 2, maxItems: 2 }),
  },
  { productId: identifier },
)

export const termsApi: Api = {
  id: 'terms-and-conditions',
  version: '6.4.0',
  basePath: '/fdx/v6',
  aliases: ['/fdx/v6/core'],
  family: 'terms-and-conditions',
  familyVersion: '6.4.0',
  components: { ...common, TermsAndConditions: TERMS },
  routes: [terms],
}
