/** A posted form: a field given twice is a list. Names are the sender's, so it has no prototype. */
export type Form = Readonly<Record<string, string | string[] | undefined>>

/** Reads a form's fields in UTF-8, whatever character set the sender claims. */
export function readForm(body: Buffer): Form {
  const form: Record<string, string | string[]> = Object.create(null)
  const sent = new URLSearchParams(body.toString('utf8'))
  for (const name of new Set(sent.keys())) {
    const values = sent.getAll(name)
    form[name] = values.length > 1 ? values : (values[0] as string)
  }
  return form
}

/** The same form as bytes: what was checked is what the engine reads. */
export function writeForm(form: Form): string {
  const written = new URLSearchParams()
  for (const [name, value] of Object.entries(form)) for (const one of [value ?? []].flat()) written.append(name, one)
  return written.toString()
}
