import { writeSync } from 'node:fs'
import { openBank } from '#bank'
import { openDatabase, openEvents, openWorld } from '#kernel'

/**
 * Orders and carries out payments from an account as fast as it can, and says of each that it was taken in. Its clock
 * leaps as it goes. Run as a process of its own, to be killed.
 */
const [file = '', fromAccountId = '', payeeId = ''] = process.argv.slice(2)
const db = openDatabase(file, { keep: 'everything' })
const world = openWorld({ db })
const events = openEvents({ db, world, onListenerError: () => undefined })
const { payments } = openBank({ db, world, events })
const mandate = { book: 'hamlet', customerId: 'iris', clientId: 'app', consentId: 'consent-1' }

for (;;) {
  const order = payments.orders.place(mandate, 'payment', {
    ...{ fromAccountId, payeeId, toAccountId: null, amountMinor: 1, payeeReference: null, memo: null, extra: {} },
    ...{ dueDay: '2026-11-20', dueAt: world.clock.now() },
  })
  writeSync(1, `${order.id}\n`)
  world.clock.advance(16 * 60_000)
  payments.sweep()
}
