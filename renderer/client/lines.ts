/** Joins chunks of a newline-delimited JSON stream into messages; a line may come in pieces. */
export function jsonLines(tell: (message: unknown) => void): (chunk: string) => void {
  let rest = ''
  return (chunk) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line.trim() !== '') tell(JSON.parse(line))
  }
}
