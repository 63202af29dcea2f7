import type { Parameter } from '../../api.ts'

const inPath = (name: string): Parameter => ({
  ...{ name, in: 'path', required: true },
  schema: { type: 'string', minLength: 1, maxLength: 256 },
})

export const accountIdParameter = inPath('accountId')
export const statementIdParameter = inPath('statementId')
export const imageIdParameter = inPath('imageId')
export const customerIdParameter = inPath('customerId')
export const rewardProgramIdParameter = inPath('rewardProgramId')
export const taxFormIdParameter = inPath('taxFormId')
