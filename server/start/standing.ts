import type { ConsoleRoute, Database, Log } from '#kernel'
import type { OpenBankFile, Rooms, Setting, TrafficRooms } from './bancada.ts'
import { openRooms } from './rooms.ts'
import { startSweeping } from './sweeping.ts'

/** The rooms over one bank.db, from opening to closing. */
export type Standing = OpenBankFile & {
  rooms: Rooms
  routes: readonly ConsoleRoute[]
  /** The agent works and due things end. */
  begin(): void
  /** Tells the listeners what they have not been told, and closes the rooms and their file. */
  close(): Promise<void>
}

/** Opens the rooms over a bank.db. Closes the file where that fails. */
export async function openStanding(
  setting: Setting,
  file: OpenBankFile,
  traffic: TrafficRooms,
  routesOf: (rooms: Rooms, db: Database) => ConsoleRoute[],
): Promise<Standing> {
  const own = quietable(setting.log)
  const { journey, analytics } = traffic
  let stopSweeping = () => {}
  try {
    const rooms: Rooms = {
      ...(await openRooms(setting, file, traffic, own.log)),
      ...{ journey, analytics, exchanges: setting.exchanges },
    }
    return {
      ...file,
      rooms,
      routes: routesOf(rooms, file.db),
      begin() {
        rooms.discovery.start()
        rooms.webhooks.start()
        stopSweeping = startSweeping(rooms, own.log)
      },
      async close() {
        stopSweeping()
        await Promise.all([rooms.discovery.stop(), rooms.webhooks.stop()])
        rooms.events.close()
        own.quieten()
        file.db.close()
      },
    }
  } catch (error) {
    file.db.close()
    throw error
  }
}

/** A log that can be silenced: what still runs in rooms that were closed meets a closed file, which is nobody's fault. */
function quietable(log: Log): { log: Log; quieten(): void } {
  let quiet = false
  const unless =
    <T extends unknown[]>(write: (...args: T) => void) =>
    (...args: T) => {
      if (!quiet) write(...args)
    }
  return {
    log: { info: unless(log.info), warn: unless(log.warn), error: unless(log.error) },
    quieten() {
      quiet = true
    },
  }
}
