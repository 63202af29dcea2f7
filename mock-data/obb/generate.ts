import { openCalendar } from '../calendar.ts'
import type { GeneratedHistory, Generation } from '../generate.ts'
import { generateApplications } from './generated-applications.ts'
import { generateCalls } from './generated-calls.ts'
import { generateConsents } from './generated-consents.ts'
import { generateCustomers } from './generated-customers.ts'
import { obbPersonas } from './personas.ts'

/** The Brazilian market's history: customers, who asked for their data, what they answered, and what was fetched. */
export function generateObb(generation: Generation): GeneratedHistory {
  const calendar = openCalendar(generation.lastDay)
  const personas = generateCustomers(generation, calendar)
  if (generation.days === 0) return { market: 'obb', personas, applications: [], consents: [], calls: [] }
  const applications = generateApplications(generation, calendar)
  const named = obbPersonas({ lastDay: generation.lastDay })
  const { consents, visits } = generateConsents(generation, calendar, { applications, books: [named, personas] })
  const calls = generateCalls(generation, calendar, { applications, consents, visits })
  return { market: 'obb', personas, applications, consents, calls }
}
