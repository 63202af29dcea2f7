import type { Draft } from '../../drafts.ts'
import type { StepFrame } from '../../pages/steps/frame.ts'
import { howLongPage } from '../../pages/steps/how-long.ts'
import { whatPage } from '../../pages/steps/what.ts'
import { nextOrAgain } from '../../routes/asked.ts'
import type { Route, Visit } from '../../routing.ts'
import { readChoice, readGroups } from '../choice.ts'
import { GROUPS } from '../groups.ts'
import { TERMS } from '../terms.ts'
import { fdxWords } from '../words/index.ts'
import type { FdxDeps } from './deps.ts'

const WHAT = '/fdx/consent/what'
const HOW_LONG = '/fdx/consent/how-long'

/** The steps to a consent: what and how long. Who it is and which accounts, the customer says at the bank alone. */
export function connectingRoutes({ connections, drafts }: FdxDeps): Route[] {
  return [
    {
      method: 'GET',
      path: WHAT,
      act(visit) {
        const draft = drafts.of(visit.session.key)
        if (!draft) return { redirect: '/fdx' }
        const words = fdxWords(visit.language)
        const page = {
          frame: { ...frameOf(visit, draft), action: WHAT, back: '/fdx' },
          groups: GROUPS.map(({ id, required }) => ({ id, required, ...words.groups[id] })),
          chosen: draft.groups,
        }
        return { page: whatPage({ ...page, before: words.chooseAtBank, after: words.growing }) }
      },
    },
    {
      method: 'POST',
      path: WHAT,
      act: ({ form, session }) =>
        nextOrAgain(WHAT, HOW_LONG, () => drafts.change(session.key, { groups: readGroups(form) })),
    },
    {
      method: 'GET',
      path: HOW_LONG,
      act(visit) {
        const draft = drafts.of(visit.session.key)
        if (!draft?.groups) return { redirect: '/fdx' }
        const { groups } = draft
        const words = fdxWords(visit.language)
        return {
          page: howLongPage({
            frame: { ...frameOf(visit, draft), action: '/fdx/connect', back: WHAT },
            terms: TERMS.map((id) => ({ id, label: words.terms[id] })),
            chosen: '1-year',
            note: words.termNote,
            carried: groups.map((id) => ['group', id] as const),
            person: '',
            data: GROUPS.filter(({ id }) => groups.includes(id)).map(({ id }) => words.groups[id].name),
          }),
        }
      },
    },
    {
      method: 'POST',
      path: '/fdx/connect',
      async act({ form, session }) {
        const draft = drafts.of(session.key)
        if (!draft) return { redirect: '/fdx' }
        const id = await connections.connect(session.key, readChoice(form, draft.bank))
        drafts.end(session.key)
        return { redirect: `/fdx/connections/${id}/onward` }
      },
    },
  ]
}

function frameOf({ language, session, query }: Visit, { bank }: Draft) {
  const wrong = query.get('wrong')
  const told = wrong === null ? null : (fdxWords(language).wrong[wrong] ?? wrong)
  const steps: StepFrame['steps'] = ['what', 'howLong']
  return { base: '/fdx', language, formToken: session.formToken, bank, steps, wrong: told }
}
