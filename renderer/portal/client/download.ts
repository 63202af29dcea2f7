const TYPES: Readonly<Record<string, string>> = {
  json: 'application/json',
  pem: 'application/x-pem-file',
  mjs: 'text/javascript',
}

/** Lets the browser save a text under a name. */
export function saveFile(name: string, text: string): void {
  save(name, new Blob([text], { type: TYPES[name.split('.').at(-1) ?? ''] ?? 'text/plain' }))
}

export function save(name: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The save has begun by then; the browser holds the content itself.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** A file's name made from an application's: letters and digits only. */
export function plainName(name: string): string {
  const plain = name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
  return plain === '' ? 'application' : plain.slice(0, 40)
}
