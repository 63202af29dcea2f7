/** A bank in the picker; `ours` is the one that this app is registered with. */
export type Brand = { key: string; name: string; organisation: string; ours: boolean }
