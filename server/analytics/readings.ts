import { type Overview, type OverviewFilter, readOverview } from './overview.ts'
import type { OperationFigures } from './service/figures.ts'
import type { Month } from './service/months.ts'
import {
  readMonth,
  readMonths,
  readToldMonths,
  type ServiceMonth,
  type ServicePlan,
  type ToldMonth,
} from './service/record.ts'
import type { AnalyticsStore } from './store.ts'

/** What analytics reads for a range of any length: by name what is asked, and what comes of it. */
export type Readings = {
  overview: { asked: OverviewFilter; read: Overview }
  months: { asked: ServicePlan; read: ServiceMonth[] }
  told: { asked: ServicePlan; read: ToldMonth[] }
  operations: { asked: { plan: ServicePlan; month: Month }; read: OperationFigures[] }
}

export type ReadingName = keyof Readings

/** How each is read from the roll-ups; `now` is bank time. */
export const READINGS: {
  [Name in ReadingName]: (store: AnalyticsStore, asked: Readings[Name]['asked'], now: number) => Readings[Name]['read']
} = {
  overview: readOverview,
  months: readMonths,
  told: readToldMonths,
  operations: (store, { plan, month }) => readMonth(store, plan, month).operations,
}
