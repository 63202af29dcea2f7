import type { Database } from '#kernel'
import type { RewardMembership, RewardProgramme } from './model.ts'

type ProgrammeRow = { id: string; book: string; terms: string }
type MembershipRow = { id: string; programme_id: string; customer_id: string; terms: string }

/** Reward programmes' and memberships' rows. */
export function rewardStore(db: Database) {
  const addProgramme = db.prepare('INSERT INTO reward_programmes (id, book, terms) VALUES (?, ?, ?)')
  const programme = db.prepare<[string], ProgrammeRow>('SELECT id, book, terms FROM reward_programmes WHERE id = ?')
  const addMembership = db.prepare(
    'INSERT INTO reward_memberships (id, programme_id, customer_id, terms) VALUES (?, ?, ?, ?)',
  )
  const memberships = db.prepare<[string], MembershipRow>(
    `SELECT id, programme_id, customer_id, terms FROM reward_memberships WHERE customer_id = ? ORDER BY programme_id`,
  )
  return {
    addProgramme: ({ id, book, ...terms }: RewardProgramme): void =>
      void addProgramme.run(id, book, JSON.stringify(terms)),
    programme(id: string): RewardProgramme | undefined {
      const row = programme.get(id)
      return row && { id: row.id, book: row.book, ...JSON.parse(row.terms) }
    },
    addMembership: ({ id, programmeId, customerId, ...terms }: RewardMembership): void =>
      void addMembership.run(id, programmeId, customerId, JSON.stringify(terms)),
    memberships: (customerId: string): RewardMembership[] =>
      memberships.all(customerId).map((row) => ({
        ...{ id: row.id, programmeId: row.programme_id, customerId: row.customer_id },
        ...JSON.parse(row.terms),
      })),
  }
}
