import type { JsonSchema } from '#kernel'
import { boolean, identifier, list, number, object, oneOf, part, text, timestamp } from '../../schema/build.ts'
import { pageOf } from '../../schema/common.ts'

const count: JsonSchema = { ...number, minimum: 0 }

export const components: Readonly<Record<string, JsonSchema>> = {
  RewardBalance: object(
    { name: text(), type: oneOf('CASHBACK', 'MILES', 'POINTS'), balance: number },
    { accruedYtd: count, redeemedYtd: count, qualifying: boolean },
  ),
  RewardMembership: object(
    { accountIds: list(identifier), balances: list(part('RewardBalance')) },
    {
      customerId: identifier,
      memberId: identifier,
      memberNumber: text(),
      memberTier: text(),
      businessOrConsumer: oneOf('BUSINESS', 'CONSUMER'),
    },
  ),
  RewardProgram: object(
    { programId: identifier, programName: text() },
    { programUrl: text(1024), memberships: list(part('RewardMembership')) },
  ),
  RewardPrograms: pageOf('rewardPrograms', part('RewardProgram')),
  RewardCategory: object(
    { rewardProgramId: identifier, categoryId: identifier, categoryName: text() },
    { multiplier: count, description: text() },
  ),
  RewardTransaction: object(
    { rewardProgramId: identifier, transactionId: identifier, transactionTimestamp: timestamp, accrued: count },
    {
      postedTimestamp: timestamp,
      description: text(),
      categoryId: identifier,
      type: oneOf('CASHBACK', 'MILES', 'POINTS'),
      adjusted: count,
    },
  ),
  RewardTransactions: pageOf('rewardTransactions', part('RewardTransaction')),
  RewardCategories: pageOf('rewardCategories', part('RewardCategory')),
}
