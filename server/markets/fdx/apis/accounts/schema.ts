import type { JsonSchema } from '#kernel'

export const components: Readonly<Record<string, JsonSchema>> = {
  Accounts: {
    type: 'object',
    required: ['accounts'],
    properties: { accounts: { type: 'array', items: { type: 'object' } } },
  },
}
