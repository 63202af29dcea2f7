import { whatPage as sharedWhatPage } from '../../../pages/steps/what.ts'
import type { Page } from '../../../routing.ts'
import { GROUPS } from '../../groups.ts'
import { askingWords } from '../../words/asking.ts'
import { frameOf, type StepAsked } from './step.ts'

/** What is read of the accounts. */
export function whatPage(asked: Omit<StepAsked, 'demoCustomers'>): Page {
  const words = askingWords(asked.language)
  return sharedWhatPage({
    frame: { ...frameOf(asked), action: '/obb/consent/what', back: '/obb/consent/who' },
    groups: GROUPS.map(({ id, required }) => ({ id, required, ...words.groups[id] })),
    chosen: asked.draft.groups,
    before: words.categoryNote,
    after: words.growing,
  })
}
