const KEPT_AS = 'bancada.token'

type Place = { hash: string; pathname: string; search: string }

/**
 * Takes the token out of the address's fragment into this tab's storage and clears the address;
 * gives the token this tab has, or null.
 */
export function takeToken(place: Place, storage: Storage, replace: (url: string) => void): string | null {
  const carried = new URLSearchParams(place.hash.replace(/^#/, '')).get('token')
  if (carried) {
    storage.setItem(KEPT_AS, carried)
    replace(place.pathname + place.search)
    return carried
  }
  return storage.getItem(KEPT_AS)
}

export function forgetToken(storage: Storage): void {
  storage.removeItem(KEPT_AS)
}
