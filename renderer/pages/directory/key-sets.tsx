import { useManner } from '../../client/session.tsx'
import { FactList } from '../../parts/fact-list.tsx'

/** Where the key sets of a holder are: those in force, and those that were. */
export function KeySets({ keySets }: { keySets: Record<string, string> }) {
  const { words } = useManner()
  return (
    <>
      <h2 className="section-title">{words.say('directory.keySets')}</h2>
      <div className="lines">
        <FactList
          facts={Object.entries(keySets).map(([name, url]) => ({
            ...{ label: words.say(`directory.keySet.${name}`), value: url, copy: url, mono: true },
          }))}
        />
      </div>
    </>
  )
}
