import type { RuleView } from '#journey'
import { useManner } from '../../client/session.tsx'
import { useRuleWords } from '../../parts/explanation/words.ts'
import { FactList } from '../../parts/fact-list.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Link } from '../../parts/link.tsx'
import { Page } from '../../parts/page.tsx'
import { RawJson } from '../../parts/raw-json.tsx'
import { EmptyState } from '../../parts/states.tsx'

/** One rule: what it demands, its clause, where it looks, and the requests it refused. */
export function RuleObject({ rule, id }: { rule: RuleView | undefined; id: string }) {
  const { words } = useManner()
  const { t, place, language } = useRuleWords()
  const back = { href: '/rules', label: words.say('rules.title') }
  if (!rule) {
    return (
      <Page title={id} back={back}>
        <EmptyState icon="book" title={t('rules.unknown')}>
          <Link className="button" href="/rules">
            {words.say('rules.title')}
          </Link>
        </EmptyState>
      </Page>
    )
  }
  const { part, title, clause, fix, looksAt } = rule
  return (
    <Page title={title[language]} back={back}>
      <FactList
        facts={[
          { label: t('rules.id'), value: id, copy: id, mono: true },
          { label: t('rules.part'), value: t(`part.${part}`) },
          { label: t('card.clause'), value: clause },
          {
            label: t('rules.looksAt'),
            value: looksAt.length > 0 ? looksAt.map(place).join(' · ') : t('rules.looksAtFacts'),
          },
        ]}
      />
      <div className="clause">
        <h3>
          <Icon name="check" size={14} /> {t('card.fix')}
        </h3>
        <p>{fix[language]}</p>
      </div>
      <p className="object-links">
        <Link className="button" href={`/requests?rule=${encodeURIComponent(id)}`}>
          <Icon name="list" size={14} /> {t('rules.refused')}
        </Link>
      </p>
      <RawJson value={rule} />
    </Page>
  )
}
