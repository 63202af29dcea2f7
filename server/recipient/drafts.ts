/** What a customer has chosen so far on the way to a consent; nothing of it has been sent anywhere. */
export type Draft = { bank: string; groups: string[] | null }

const KEPT = 500

/** The drafts of the latest browser sessions, in memory: a draft is a minute's work and may hold a document. */
export function openDrafts<D extends Draft>() {
  const bySession = new Map<string, D>()
  return {
    of: (session: string): D | undefined => bySession.get(session),
    begin(session: string, draft: D): void {
      bySession.delete(session)
      bySession.set(session, draft)
      if (bySession.size > KEPT) bySession.delete(bySession.keys().next().value as string)
    },
    change(session: string, part: Partial<D>): void {
      const draft = bySession.get(session)
      if (draft) bySession.set(session, { ...draft, ...part })
    },
    end: (session: string): void => void bySession.delete(session),
  }
}

export type Drafts<D extends Draft> = ReturnType<typeof openDrafts<D>>
