import { useManner } from '../../client/session.tsx'
import { Page } from '../../parts/page.tsx'
import { Approvals } from './approvals.tsx'
import { Hook } from './hook.tsx'
import './phone.css'

/** What the simulated phone shows, one section each. */
const SECTIONS = [
  { id: 'approvals', Section: Approvals },
  { id: 'hook', Section: Hook },
]

/** The account holders' phones with the bank's app, simulated. */
export function PhonePage() {
  const { words } = useManner()
  return (
    <Page title={words.say('phone.title')}>
      {SECTIONS.map(({ id, Section }) => (
        <Section key={id} />
      ))}
    </Page>
  )
}
