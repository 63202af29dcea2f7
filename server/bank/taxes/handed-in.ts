import { type Database, type Events, problem, type World } from '#kernel'
import type { GivenMandate, Mandate } from '../payments/model.ts'
import type { FormDetails, HandedForm, NewHandedForm } from './model.ts'
import { handedFormStore } from './store.ts'

/** So many forms of one year an application hands in for one customer at the most. */
export const MOST_HANDED_IN = 100

/** Opens the tax forms that applications hand in for customers. What they say is kept; what they are worth is not judged. */
export function openHandedForms({ db, world, events }: { db: Database; world: World; events: Events }) {
  const store = handedFormStore(db)

  function mustFind(id: string): HandedForm {
    const found = store.find(id)
    if (!found) throw problem('tax-form-not-found', { taxFormId: id })
    return found
  }

  function tell(type: string, form: Omit<HandedForm, 'hasDocument'>): void {
    const { id, book, customerId, clientId, consentId, accountId, type: formType, year } = form
    const data = { taxFormId: id, accountId, formType, year }
    events.record({ type, market: book, ...{ customerId, clientId, consentId }, data })
  }

  /** How many more forms of a year are kept for a mandate. */
  const roomFor = (mandate: Mandate, year: number): number =>
    MOST_HANDED_IN - store.ofYear(mandate, year, MOST_HANDED_IN).length

  return {
    roomFor,
    /** Throws tax-forms-full beyond the most that are kept of a year. */
    handIn: db.transaction((mandate: GivenMandate, form: NewHandedForm): HandedForm => {
      if (roomFor(mandate, form.year) === 0) throw problem('tax-forms-full', { year: form.year })
      const at = world.clock.now()
      const made = { ...mandate, ...form, id: world.ids.uuid(), handedInAt: at, changedAt: at }
      store.add(made)
      tell('tax-form.handed-in', made)
      return mustFind(made.id)
    }),
    find: (id: string): HandedForm | undefined => store.find(id),
    /** All that a mandate handed in of a year, the first one first. */
    ofYear: (mandate: Mandate, year: number): HandedForm[] => store.ofYear(mandate, year, MOST_HANDED_IN),
    /** Says anew what a form says; a document that said otherwise goes. Throws tax-form-not-found. */
    correct: db.transaction((id: string, details: FormDetails): HandedForm => {
      const form = mustFind(id)
      store.save(id, details, world.clock.now())
      tell('tax-form.corrected', form)
      return mustFind(id)
    }),
    /** Keeps the document of a form in the place of the one before. Throws tax-form-not-found. */
    keepDocument: db.transaction((id: string, bytes: Uint8Array): HandedForm => {
      const form = mustFind(id)
      store.saveDocument(id, bytes, world.clock.now())
      tell('tax-form.document-kept', form)
      return mustFind(id)
    }),
    document: (id: string): Uint8Array | undefined => store.document(id),
  }
}

export type HandedForms = ReturnType<typeof openHandedForms>
