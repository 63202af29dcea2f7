import { hash, timingSafeEqual } from 'node:crypto'
import { problem } from '#kernel'
import type { PhoneStore } from './store.ts'

export type HookDeps = { store: PhoneStore; newKey: () => string }

const keptKey = (key: string): string => hash('sha256', key, 'base64url')

/**
 * The address at which a program answers for account holders, as conformance suites want it. It is closed until the
 * owner opens it, and its key is told once: whoever has the address is the account holder of every request.
 */
export function openApprovalHook({ store, newKey }: HookDeps) {
  return {
    isOpen: (): boolean => store.hookKeyHash() !== undefined,
    /** Opens it under a new key, and closes the address there was. Returns the key. */
    open(): string {
      const key = newKey()
      store.setHook(keptKey(key))
      return key
    },
    close: (): void => store.setHook(undefined),
    /** Throws approval-hook-closed for a key that isn't this one's. */
    check(key: string): void {
      const kept = Buffer.from(store.hookKeyHash() ?? '')
      const sent = Buffer.from(keptKey(key))
      if (kept.length !== sent.length || !timingSafeEqual(kept, sent))
        throw problem('approval-hook-closed', {}, 'approval-hook-open')
    },
  }
}

export type ApprovalHook = ReturnType<typeof openApprovalHook>
