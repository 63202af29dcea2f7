import type { Words } from '#markets'
import type { ConsentPage } from './consent-page.ts'
import { say, words } from './words.ts'

/** What the consent page says, without its form: headings with what stands under each, top to bottom. */
export type ConsentWording = {
  title: string
  sections: { heading: string; lines: string[] }[]
  notes: string[]
  approve: string
  cancel: string
}

type Told = Pick<ConsentPage, 'language' | 'app' | 'organisation' | 'shared' | 'expiresAt' | 'timeZone' | 'notes'> & {
  holder: { name: string; documentName: string }
  accounts: ConsentPage['accounts']
  choosesAccounts: boolean
}

/** The words of the consent page for somebody who only wants to read it; a test holds it to the page itself. */
export function consentWording(page: Told): ConsentWording {
  const { language, app } = page
  const t = (text: Words) => say(text, language, { app })
  const recipient = page.organisation && page.organisation !== app ? `${app} · ${page.organisation}` : app
  const accounts = page.accounts.map(({ label, number }) => `${t(label)} ${number}`)
  const until =
    page.expiresAt === null
      ? t(words.indefinite)
      : new Intl.DateTimeFormat(language, {
          dateStyle: 'long',
          timeStyle: 'short',
          timeZone: page.timeZone,
        }).format(page.expiresAt)
  return {
    title: t(words.consentTitle),
    sections: [
      { heading: t(words.with), lines: [recipient] },
      { heading: t(words.sharedBy), lines: [`${page.holder.name} · ${page.holder.documentName}`] },
      {
        heading: t(words.data),
        lines: page.shared.map(({ title, items }) => `${t(title)}: ${items.map(t).join(' · ')}`),
      },
      ...(page.choosesAccounts
        ? [{ heading: t(words.accounts), lines: accounts.length > 0 ? accounts : [t(words.noAccounts)] }]
        : []),
      { heading: t(words.purpose), lines: [t(words.purposeText)] },
      { heading: t(words.until), lines: [until] },
    ],
    notes: [...page.notes.map(t), t(words.next)],
    approve: t(words.approve),
    cancel: t(words.cancel),
  }
}
