import { useManner } from '../../client/session.tsx'
import { Page } from '../../parts/page.tsx'
import { Approvals } from './approvals.tsx'
import { Codes } from './codes.tsx'
import { Hook } from './hook.tsx'
import './phone.css'

/** The account holders' phones with the bank's app, simulated. */
export function PhonePage() {
  const { words } = useManner()
  return (
    <Page title={words.say('phone.title')}>
      <p className="muted section-note">{words.say('phone.body')}</p>
      <div className="phone-sections">
        <Approvals />
        <Codes />
      </div>
      <Hook />
    </Page>
  )
}
