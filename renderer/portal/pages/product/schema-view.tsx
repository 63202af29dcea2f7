import { type OpenApiDocument, resolved, type Schema } from '../../client/open-api.ts'
import { type PortalWords, useWords } from '../../client/words.tsx'

const DEEPEST = 12
/** How the official documents say that any text will do. */
const ANYTHING = '[\\w\\W\\s]*'

/** A schema as a tree of its members; what lies deep opens when asked. */
export function SchemaView({ schema: asked, document }: { schema: Schema; document: OpenApiDocument }) {
  const words = useWords()
  const schema = resolved(asked, document)
  const members = membersOf(schema, document)
  if (members.length === 0)
    return <p className="portal-constraints">{`${typeOf(schema)} ${constraintsOf(schema, words)}`}</p>
  return <Members members={members} document={document} depth={0} />
}

type Member = { name: string; schema: Schema; required: boolean }

function Members({ members, document, depth }: { members: Member[]; document: OpenApiDocument; depth: number }) {
  const words = useWords()
  const { t } = words
  return (
    <ul className="portal-schema">
      {members.map(({ name, schema, required }) => {
        const below = depth < DEEPEST ? membersOf(schema, document) : []
        const line = (
          <>
            <code>{name}</code> <span className="portal-type">{typeOf(schema, document)}</span>
            {required && <span className="portal-required">{t('schema.required')}</span>}
            <span className="portal-constraints">{constraintsOf(schema, words)}</span>
          </>
        )
        return (
          <li key={name}>
            {below.length === 0 ? (
              line
            ) : (
              <details open={depth < 1}>
                <summary>{line}</summary>
                <Members members={below} document={document} depth={depth + 1} />
              </details>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function membersOf(schema: Schema, document: OpenApiDocument): Member[] {
  const items = schema.items && resolved(schema.items, document)
  const holder = schema.properties ? schema : (items ?? schema)
  const own = Object.entries(holder.properties ?? {}).map(([name, member]) => ({
    name,
    schema: resolved(member, document),
    required: holder.required?.includes(name) ?? false,
  }))
  if (own.length > 0) return own
  const choices = holder.oneOf ?? holder.anyOf ?? []
  return choices.flatMap((choice) => membersOf(resolved(choice, document), document))
}

/** What kind of value a schema asks for. */
export function typeOf(schema: Schema, document?: OpenApiDocument): string {
  const own = Array.isArray(schema.type) ? schema.type.join(' | ') : schema.type
  if (own === 'array' && schema.items) {
    return `${typeOf(document ? resolved(schema.items, document) : schema.items, document)}[]`
  }
  const type =
    own ?? (schema.properties ? 'object' : schema.enum || schema.pattern ? 'string' : schema.oneOf ? 'one of' : 'any')
  return schema.format ? `${type} (${schema.format})` : type
}

/** The bounds of a value in one line. */
export function constraintsOf(schema: Schema, { t }: Pick<PortalWords, 't'>): string {
  const { pattern, minLength, maxLength, minimum, maximum, minItems, maxItems } = schema
  const range = (low: number | undefined, high: number | undefined, unit: string) =>
    low === undefined && high === undefined ? [] : [t(`schema.${unit}`, { range: rangeText(low, high) })]
  return [
    ...(schema.enum ? [schema.enum.join(' | ')] : []),
    ...range(minLength, maxLength, 'characters'),
    ...range(minimum, maximum, 'value'),
    ...range(minItems, maxItems, 'items'),
    ...(pattern && pattern !== ANYTHING ? [pattern] : []),
  ].join(' · ')
}

function rangeText(low: number | undefined, high: number | undefined): string {
  if (low === high) return String(low)
  if (low === undefined) return `≤ ${high}`
  return high === undefined ? `≥ ${low}` : `${low}–${high}`
}
