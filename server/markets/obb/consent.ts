import type { Account } from '#bank'
import type { AskedConsent, ConsentProfile, ConsentWish, PermissionGroup } from '../consent-profile.ts'
import type { Words } from '../words.ts'
import { isTold, type OfToldKind } from './account-kinds.ts'
import { expiry } from './apis/consents/expiry.ts'
import {
  completeGroups,
  describePermissions,
  GROUPS,
  grantablePermissions,
  needsAccounts,
  RESOURCES_READ,
  scopesForPermissions,
} from './permissions.ts'

const MINUTE_MS = 60_000

/** How long an authorised consent may go without its code being exchanged; codes live 60 s. */
const UNUSED_MS = 5 * MINUTE_MS

/** The life of a data consent (consents v3 3.3.1, status field and orientations). */
export const consentProfile: ConsentProfile = {
  scopePrefix: 'consent:',
  life: {
    initial: 'AWAITING_AUTHORISATION',
    states: { AWAITING_AUTHORISATION: {}, AUTHORISED: { active: true }, REJECTED: { final: true } },
    moves: [
      { act: 'authorise', from: 'AWAITING_AUTHORISATION', to: 'AUTHORISED', clause: 'consents v3: status AUTHORISED' },
      {
        act: 'extend',
        from: 'AUTHORISED',
        to: 'AUTHORISED',
        clause: 'consents v3: POST /consents/{consentId}/extends, status AUTHORISED',
      },
      {
        act: 'cancel',
        from: 'AWAITING_AUTHORISATION',
        to: 'REJECTED',
        by: 'USER',
        reason: 'CUSTOMER_MANUALLY_REJECTED',
        clause: 'consents v3: rejection.reason CUSTOMER_MANUALLY_REJECTED',
      },
      {
        act: 'revoke',
        from: 'AUTHORISED',
        to: 'REJECTED',
        by: 'USER',
        reason: 'CUSTOMER_MANUALLY_REVOKED',
        clause: 'consents v3: rejection.reason CUSTOMER_MANUALLY_REVOKED',
      },
    ],
    timers: [
      {
        id: 'not-confirmed',
        state: 'AWAITING_AUTHORISATION',
        from: 'state-entered',
        afterMs: 60 * MINUTE_MS,
        to: 'REJECTED',
        by: 'ASPSP',
        reason: 'CONSENT_EXPIRED',
        clause: 'consents v3: AWAITING_AUTHORISATION ends after 60 minutes',
      },
      {
        id: 'date-reached',
        state: 'AUTHORISED',
        from: 'expires-at',
        afterMs: 0,
        to: 'REJECTED',
        by: 'ASPSP',
        reason: 'CONSENT_MAX_DATE_REACHED',
        clause: 'consents v3: expirationDateTime reached',
      },
      {
        id: 'date-reached-unconfirmed',
        state: 'AWAITING_AUTHORISATION',
        from: 'expires-at',
        afterMs: 0,
        to: 'REJECTED',
        by: 'ASPSP',
        reason: 'CONSENT_EXPIRED',
        clause: 'consents v3: expirationDateTime reached before confirmation',
      },
      {
        id: 'code-never-exchanged',
        state: 'AUTHORISED',
        from: 'state-entered',
        afterMs: UNUSED_MS,
        onlyWhileUnused: true,
        to: 'REJECTED',
        by: 'ASPSP',
        reason: 'CONSENT_TECHNICAL_ISSUE',
        clause: 'consents v3: rejection.reason CONSENT_TECHNICAL_ISSUE',
      },
    ],
    hold: {
      states: ['AUTHORISED'],
      clause: 'resources v3: status TEMPORARILY_UNAVAILABLE; consents v3 knows no state of its own for it',
    },
  },
  describe: ({ permissions }) => describePermissions(permissions),
  notes,
  needsAccounts: ({ permissions }) => needsAccounts(permissions),
  scopesFor: scopesForPermissions,
  groups: offeredGroups(),
  draft,
  account,
  bankEnding: {
    by: 'ASPSP',
    reason: 'INTERNAL_SECURITY_REASON',
    clause: 'consents v3: rejection.reason INTERNAL_SECURITY_REASON',
  },
  words: {
    personDocument: { en: 'CPF', 'pt-BR': 'CPF' },
    companyDocument: { en: 'CNPJ', 'pt-BR': 'CNPJ' },
  },
}

/** The groups that the bank has something to show for; each with the permission that belongs to all. */
function offeredGroups(): PermissionGroup[] {
  return GROUPS.filter(({ offer }) => offer !== 'not-offered').map(({ id, category, label, permissions, holder }) => ({
    id,
    title: {
      en: `${category.en}: ${label.en}`,
      'pt-BR': `${category['pt-BR']}: ${label['pt-BR']}`,
    },
    permissions: [RESOURCES_READ, ...permissions],
    ...(holder ? { holder } : {}),
  }))
}

/** A consent by the rules of POST /consents (consents v3), whoever asks for it. */
export function draft({ permissions, companyDocument, expires, now, newId }: ConsentWish) {
  return {
    permissions: grantablePermissions(permissions, companyDocument !== null),
    id: `urn:bancada:${newId()}`,
    expiresAt: expiry(expires, now),
  }
}

const HISTORY: Words = {
  en: 'The last 12 months are shared, and what happens while the sharing lasts.',
  'pt-BR': 'São compartilhados os últimos 12 meses e o que acontecer enquanto durar o compartilhamento.',
}

const LATER_CONTRACTS: Words = {
  en: 'Credit operations, investments and foreign exchange contracted later are included automatically.',
  'pt-BR': 'Operações de crédito, investimentos e câmbio contratados depois entram automaticamente.',
}

/** Twelve months of history always; contracts made later where whole categories are shared (experience guide). */
function notes({ permissions }: AskedConsent): Words[] {
  const wholeCategory = completeGroups(permissions).some((group) => group.offer === 'kept-whole')
  return wholeCategory ? [HISTORY, LATER_CONTRACTS] : [HISTORY]
}

const ACCOUNT_KINDS: OfToldKind<Words> = {
  current: { en: 'Current account', 'pt-BR': 'Conta corrente' },
  savings: { en: 'Savings account', 'pt-BR': 'Conta poupança' },
  prepaid: { en: 'Prepaid payment account', 'pt-BR': 'Conta de pagamento pré-paga' },
}

const JOINT: Words = { en: ' (joint)', 'pt-BR': ' (conjunta)' }

/** Kind, whether it is joint, and branch and number with its check digit, as Brazilian banks write them. */
function account(shown: Account): { label: Words; number: string } | undefined {
  if (!isTold(shown)) return undefined
  const joint = shown.ownership === 'individual' ? { en: '', 'pt-BR': '' } : JOINT
  const kind = ACCOUNT_KINDS[shown.kind]
  const number = `${shown.number}-${shown.checkDigit}`
  return {
    label: { en: kind.en + joint.en, 'pt-BR': kind['pt-BR'] + joint['pt-BR'] },
    number: shown.branch === null ? number : `${shown.branch} / ${number}`,
  }
}
