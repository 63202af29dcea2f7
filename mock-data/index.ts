export { lastDayAt } from './calendar.ts'
export { obbPersonas } from './obb/personas.ts'
