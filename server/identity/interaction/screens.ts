import type { Consent } from '#consent'
import type { Exchange } from '#kernel'
import type { Market } from '#markets'
import type { Approvals } from '../approval.ts'
import type { LoginFault } from '../login/logins.ts'
import { consentPage } from '../pages/consent-page.ts'
import { faultStatus } from '../pages/login-forms.ts'
import { codePage, loginPage } from '../pages/login-page.ts'
import { noticePage } from '../pages/notice-page.ts'
import { words } from '../pages/words.ts'
import type { Holder } from '../people.ts'
import { refused, send, type Visit } from './visit.ts'

export type Screens = ReturnType<typeof openScreens>

/** The pages of an interaction: login, consent, and those that say why there is nothing to confirm. */
export function openScreens({ market, approvals }: { market: Market; approvals: Approvals }) {
  function showLogin(at: Visit, fault?: LoginFault, login?: string): void {
    send(at, faultStatus(fault), loginPage({ ...at, app: at.app.name, fault, login }))
  }

  function showCode(at: Visit, fault?: LoginFault): void {
    send(at, faultStatus(fault), codePage({ ...at, app: at.app.name, fault }))
  }

  function showConsent(
    at: Visit & { consent: Consent },
    { holder, replaceable }: { holder: Holder; replaceable: Consent | undefined },
    fault?: 'choose-one',
  ): void {
    const { consent } = at
    const exchange = at.ctx.state.exchange as Exchange | undefined
    if (exchange && !fault) exchange.operation = 'show consent'
    const documentName = holder.kind === 'person' ? 'personDocument' : 'companyDocument'
    const { shareable: accounts } = approvals.choiceFor(consent, holder)
    const html = consentPage({
      ...at,
      app: at.app.name,
      organisation: at.app.organisation,
      platforms: at.app.platforms,
      replaceable: replaceable && { id: replaceable.id, since: replaceable.createdAt },
      holder: { ...holder, documentName: market.consent.words[documentName][at.language] },
      shared: market.consent.describe(consent),
      accounts,
      choosesAccounts: market.consent.needsAccounts(consent),
      selected: new Set(fault ? [] : accounts.map((account) => account.id)),
      expiresAt: consent.expiresAt,
      timeZone: market.timeZone,
      notes: market.consent.notes(consent),
      ...(fault ? { fault } : {}),
    })
    send(at, fault ? 422 : 200, html)
  }

  function showMismatch(at: Visit, kind: 'person' | 'company'): void {
    const document = market.consent.words[`${kind}Document` as const][at.language]
    refused(at, kind === 'person' ? 'consent-of-another-person' : 'consent-of-another-company', 'consent-customer')
    send(
      at,
      403,
      noticePage({
        ...at,
        id: 'mismatch',
        title: words.mismatchTitle,
        text: kind === 'person' ? words.mismatchText : words.companyText,
        values: { app: at.app.name, document },
      }),
    )
  }

  /** Whoever shares with this app as often as the market allows ends one of those first. */
  function showFull(at: Visit): void {
    refused(at, 'consents-too-many', 'consent-few')
    const html = noticePage({
      ...at,
      id: 'full',
      title: words.fullTitle,
      text: words.fullText,
      values: { app: at.app.name },
    })
    send(at, 409, html)
  }

  function showEnded(at: Visit): void {
    refused(at, 'consent-not-waiting', 'consent-waiting')
    const html = noticePage({
      ...at,
      id: 'ended',
      title: words.endedTitle,
      text: words.endedText,
      values: { app: at.app.name },
    })
    send(at, 410, html)
  }

  /** Whoever came back from the bank's identity provider without being logged in. */
  function showNotIn(at: Visit, status: number): void {
    const html = noticePage({
      ...at,
      id: 'not-logged-in',
      title: words.notInTitle,
      text: words.notInText,
      values: { app: at.app.name },
      again: words.again,
    })
    send(at, status, html)
  }

  return { showLogin, showCode, showConsent, showMismatch, showFull, showEnded, showNotIn }
}
