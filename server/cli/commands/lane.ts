import type { OpenLaneState } from '#gateway'
import { customerOf, marketOf } from '../choices.ts'
import type { Command, Option } from '../command.ts'
import { table } from '../output.ts'
import { type RunningBank, runningBank } from '../running-bank.ts'

const MARKET: Option = { type: 'string', value: 'M', summary: "the market; the bank's first where left out" }

export const laneShow: Command = {
  name: 'lane show',
  summary: 'the ways into a market beside the certified one, and whose data the open one shows',
  options: { market: MARKET },
  async run(call) {
    const bank = await runningBank(call.dataDir)
    const { id, lanes } = marketOf(bank.info, call.text('market'))
    const { lanes: open } = await bank.call<{ lanes: OpenLaneState[] }>('GET', '/api/open-lanes')
    const told = lanes.map((lane) => {
      const { customer } = open.find((state) => state.lane === lane.market) ?? { customer: null }
      return { ...lane, customer }
    })
    const rows = told.flatMap(({ id: lane, issuer, apis, customer }) => [
      [lane, issuer ?? (customer ? `open: it shows ${customer.name}` : 'closed: it shows nobody')] as const,
      ...apis.map(({ id: api, version, base }) => [`  ${api} ${version}`, base] as const),
    ])
    call.out.result({ market: id, lanes: told }, table(rows))
    return 0
  },
}

export const laneOpen: Command = {
  name: 'lane open',
  summary: "shows one customer's data to whoever asks on this machine, without a token",
  options: {
    market: MARKET,
    customer: { type: 'string', value: 'LOGIN', summary: 'the demonstration customer to show', required: true },
  },
  notes: ['It is closed until then, reads only, and shows this one customer. A reset closes it.'],
  async run(call) {
    const bank = await runningBank(call.dataDir)
    const market = marketOf(bank.info, call.text('market'))
    const { document } = customerOf(market, call.text('customer') as string)
    const customerId = await idOf(bank, document)
    const { lane } = await bank.call<{ lane: OpenLaneState }>('PUT', `/api/open-lanes/${market.id}`, { customerId })
    const { apis = [] } = market.lanes.find((one) => one.market === lane.lane) ?? {}
    const rows = apis.map(({ id, version, base }) => [`${id} ${version}`, base] as const)
    call.out.result({ ...lane, apis }, table([['shows', lane.customer?.name ?? ''], ...rows]))
    return 0
  },
}

export const laneClose: Command = {
  name: 'lane close',
  summary: 'shows nobody any more without a token',
  options: { market: MARKET },
  async run(call) {
    const bank = await runningBank(call.dataDir)
    const { id } = marketOf(bank.info, call.text('market'))
    const { lane } = await bank.call<{ lane: OpenLaneState }>('DELETE', `/api/open-lanes/${id}`)
    call.out.result(lane, 'closed')
    return 0
  },
}

/** The console's id of the customer with a document. */
async function idOf(bank: RunningBank, document: string): Promise<string> {
  const { customers } = await bank.call<{ customers: { id: string; document: string }[] }>(
    'GET',
    `/api/customers?q=${encodeURIComponent(document)}`,
  )
  return customers.find((customer) => customer.document === document)?.id ?? ''
}
