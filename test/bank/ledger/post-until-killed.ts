import { writeSync } from 'node:fs'
import { openBank } from '#bank'
import { openDatabase, openEvents, openWorld } from '#kernel'

// Posts without end and says each set's id only once the ledger has taken it. The test kills this process.
const db = openDatabase(process.argv[2] as string, { keep: 'everything' })
const world = openWorld({ db })
const events = openEvents({ db, world, onListenerError: () => process.exit(1) })
const bank = openBank({ db, world, events })
const cash = bank.ledger.houseAccount('hamlet', 'EUR', 'cash')
const fees = bank.ledger.houseAccount('hamlet', 'EUR', 'fees')
for (;;) {
  const postings = [
    { accountId: cash, amountMinor: -1 },
    { accountId: fees, amountMinor: 1 },
  ]
  const { id } = bank.ledger.post({ kind: 'other', narrative: 'Until the end', postings })
  writeSync(1, `${id}\n`)
}
