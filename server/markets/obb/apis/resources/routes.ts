import { type Api, route } from '../../../api.ts'
import { consentedAccounts, resourceStatus } from '../../account-status.ts'
import { pageOfList } from '../../paging.ts'
import { official, type SchemaFile } from '../../schema-file.ts'
import schemaFile from './schema.json' with { type: 'json' }

const file = schemaFile as unknown as SchemaFile

/** resources v3, GET /resources: everything the consent covers, with the status of each. */
const list = route({
  ...official(file, 'resourcesGetResources'),
  token: 'customer',
  scope: 'resources',
  permissions: ['RESOURCES_READ'],
  arrow: 9,
  whileHeld: 'answered',
  to: 'bank',
  act: consentedAccounts,
  map: (accounts, input) =>
    pageOfList(
      accounts.map((account) => ({
        resourceId: account.id,
        type: 'ACCOUNT',
        status: resourceStatus(account, input),
      })),
      input,
    ),
})

export const resourcesApi: Api = {
  id: 'resources',
  version: file.version,
  basePath: file.basePath,
  family: 'resources',
  familyVersion: file.version,
  components: file.components,
  routes: [list],
}
