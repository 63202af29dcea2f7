import path from 'node:path'
import { openDatabase } from '../../server/kernel/index.ts'
import { replaceDatabase } from '../../server/start/database-files.ts'

/**
 * Puts one whole database after another in the same place, until it is killed. Each names itself in every row; each has
 * a write-ahead log of its own while it is there.
 */
const folder = process.argv[2] as string
const file = path.join(folder, 'bank.db')
const next = path.join(folder, 'bank.db.next')

for (let round = 1; ; round += 1) {
  const made = openDatabase(next, { keep: 'nothing' })
  made.exec('CREATE TABLE rows (id INTEGER PRIMARY KEY, round INTEGER NOT NULL, filler TEXT NOT NULL) STRICT')
  const insert = made.prepare('INSERT INTO rows (round, filler) VALUES (?, ?)')
  made.transaction(() => {
    for (let row = 0; row < 200; row += 1) insert.run(round, 'x'.repeat(500))
  })()
  made.close()
  replaceDatabase(next, file).done()
  const db = openDatabase(file, { keep: 'everything' })
  for (let row = 0; row < 5; row += 1) db.prepare('INSERT INTO rows (round, filler) VALUES (?, ?)').run(round, 'late')
  process.stdout.write(`${round}\n`)
  db.close()
}
