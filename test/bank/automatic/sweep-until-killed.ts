import { writeSync } from 'node:fs'
import { openBank } from '#bank'
import { openDatabase, openEvents, openWorld } from '#kernel'

/** Lets months pass as fast as it can, and says of each that what came due was done. Run as a process, to be killed. */
const [file = ''] = process.argv.slice(2)
const db = openDatabase(file, { keep: 'everything' })
const world = openWorld({ db })
const events = openEvents({ db, world, onListenerError: () => undefined })
const { payments } = openBank({ db, world, events })

for (;;) {
  world.clock.advance(31 * 86_400_000)
  while (payments.sweep() > 0);
  writeSync(1, 'month\n')
}
