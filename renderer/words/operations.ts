import ptBR from './operations.pt-BR.json' with { type: 'json' }

/** What the operations are called that the house names itself, by their names in the record, which are English. */
const PORTUGUESE: Readonly<Record<string, string>> = ptBR

/** An operation as it is called in a language. One that a market's API names (`accountsGetAccounts`) is called so in each. */
export function operationSaid(name: string, language: 'en' | 'pt-BR'): string {
  return language === 'pt-BR' && Object.hasOwn(PORTUGUESE, name) ? (PORTUGUESE[name] as string) : name
}
