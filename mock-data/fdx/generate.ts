import { openCalendar } from '../calendar.ts'
import type { GeneratedHistory, Generation } from '../generate.ts'
import { makeApplications } from '../generated-applications.ts'
import { makeCalls } from '../generated-calls.ts'
import { makeConsents } from '../generated-consents.ts'
import { APPLICATIONS } from './generated-applications.ts'
import { CALLS } from './generated-calls.ts'
import { CONSENTS } from './generated-consents.ts'
import { generateCustomers } from './generated-customers.ts'
import { fdxPersonas } from './personas.ts'

/** The US market's history: customers, who asked for their data, what they answered, and what was fetched. */
export function generateFdx(generation: Generation): GeneratedHistory {
  const calendar = openCalendar(generation.lastDay, 'Z')
  const personas = generateCustomers(generation, calendar)
  if (generation.days === 0) return { market: 'fdx', personas, applications: [], consents: [], calls: [] }
  const applications = makeApplications(generation, calendar, APPLICATIONS)
  const named = fdxPersonas({ lastDay: generation.lastDay })
  const made = makeConsents(generation, calendar, CONSENTS, { applications, books: [named, personas] })
  const calls = makeCalls(generation, calendar, CALLS, made)
  return { market: 'fdx', personas, applications, consents: made.consents, calls }
}
