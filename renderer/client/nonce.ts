/** The page's nonce, for styles that libraries make while it runs: without it the page's policy refuses them. */
export function pageNonce(): string | undefined {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce || undefined
}

/** Libraries that know no other way look for the nonce under this global name. */
export function shareNonce(): void {
  const nonce = pageNonce()
  if (nonce) Object.assign(globalThis, { __webpack_nonce__: nonce })
}
