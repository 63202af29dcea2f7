import type { RequestListener } from 'node:http'
import { Problem } from '#kernel'
import { openRecipient, RECIPIENT_MARKETS, type Recipient } from '#recipient'
import type { Rooms, Setting } from './bancada.ts'
import { sampleAppMarket } from './sample-app.ts'

export type SampleApp = Awaited<ReturnType<typeof openSampleApp>>

/** Opens the sample app in a folder of its own: an outsider that is given its registration and nothing else of ours. */
export async function openSampleApp(setting: Setting, rooms: () => Rooms) {
  const { folder, log, world, markets, urls, options } = setting
  let recipient = await open()
  let handler = recipient.handler()
  let fault: string | undefined

  function open(): Promise<Recipient> {
    return openRecipient({
      ...{ world, log, host: '127.0.0.1', markets: {} },
      dataDir: folder.sampleAppDir,
      caPem: rooms().directory.authority.certificatePem,
    })
  }

  return {
    handler: (): RequestListener => handler,
    /** Why the app could not be registered; undefined where it could, or was not asked to be. */
    fault: () => fault,
    /** Registers the app, once, in each market that it knows; gives it its registrations each time. */
    async register(): Promise<void> {
      fault = undefined
      if (options.sampleApp === false) return
      const { exchanges, marketplace, bank } = rooms()
      const faults = await Promise.all(
        RECIPIENT_MARKETS.map(async (id) => {
          const market = markets.find((candidate) => candidate.id === id)
          if (!market) return undefined
          const redirectUri = `${urls.app}/${id}/callback`
          const registered = await sampleAppMarket({ exchanges, marketplace, bank, market, redirectUri })
          if (registered instanceof Problem) return registered.type
          recipient.setMarket(id, registered)
          return undefined
        }),
      )
      fault = faults.find((type) => type !== undefined)
    },
    /** Ends the app before its folder is taken away. */
    close: () => recipient.close(),
    /** Begins it anew, with the authority that the bank has now. */
    async reopen(): Promise<void> {
      recipient = await open()
      handler = recipient.handler()
    },
  }
}
