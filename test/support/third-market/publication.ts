import type { Publication } from '#markets'

/** The island's chart: one document that names the bank, its addresses, and the boats that may land. */
export const publication: Publication = {
  path: '/island/chart',
  document: ({ bank, recipients, issuer, addresses, apis, idOf }) => ({
    chart: idOf('chart'),
    harbour: bank.name,
    lighthouse: issuer,
    berths: Object.fromEntries(
      apis.flatMap((api) => api.routes.map((route) => [route.id, addresses.mutual + api.basePath + route.path])),
    ),
    boats: recipients.map(({ name, roles }) => ({ name, roles })),
  }),
}
