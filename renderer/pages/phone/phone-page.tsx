import { useManner } from '../../client/session.tsx'
import { Page } from '../../parts/page.tsx'
import { Codes } from './codes.tsx'
import './phone.css'

/** What the bank sends to its customers' phones, one section each. */
export function PhonePage() {
  const { words } = useManner()
  return (
    <Page title={words.say('phone.title')}>
      <p className="muted section-note">{words.say('phone.body')}</p>
      <Codes />
    </Page>
  )
}
