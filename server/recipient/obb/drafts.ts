/** What a customer has chosen so far on the way to a consent; nothing of it has been sent anywhere. */
export type Draft = {
  bank: string
  /** The demonstration customer's key; empty for somebody else, whose documents are typed. */
  customer: string | null
  document: string
  businessDocument: string
  groups: string[] | null
}

const KEPT = 500

/** The drafts of the latest browser sessions, in memory: a draft is a minute's work and holds a document. */
export function openDrafts() {
  const bySession = new Map<string, Draft>()
  return {
    of: (session: string): Draft | undefined => bySession.get(session),
    begin(session: string, bank: string): void {
      bySession.delete(session)
      bySession.set(session, { bank, customer: null, document: '', businessDocument: '', groups: null })
      if (bySession.size > KEPT) bySession.delete(bySession.keys().next().value as string)
    },
    change(session: string, part: Partial<Draft>): void {
      const draft = bySession.get(session)
      if (draft) bySession.set(session, { ...draft, ...part })
    },
    end: (session: string): void => void bySession.delete(session),
  }
}

export type Drafts = ReturnType<typeof openDrafts>
