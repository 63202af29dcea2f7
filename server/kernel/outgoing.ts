import { type Agent, request } from 'node:https'

export type OutgoingCall = {
  method: string
  /** By name; what belongs to the connection (host, length) is added. */
  headers: Record<string, string>
  body?: string | undefined
  /** Holds the connections, their client certificate and whom they trust. */
  agent: Agent
  signal: AbortSignal
  /** More than this is not read. */
  limitBytes: number
}

/** An answer as it came: its header lines in their order, repeated ones each on its own. */
export type OutgoingAnswer = {
  status: number
  headers: [name: string, value: string][]
  bytes: Buffer<ArrayBuffer>
  /** The bytes read as UTF-8. */
  readonly text: string
}

/**
 * Makes an HTTPS call of ours to others and reads its whole answer; follows no redirect. Node's own client, since one
 * that is loaded only for this costs an idle bank memory.
 * Rejects with the connection's error, the signal's reason, or a RangeError for an answer over the limit; `connected` on
 * the error tells whether the other side can have seen the call.
 */
export function callOut(
  url: string,
  { method, headers, body, agent, signal, limitBytes }: OutgoingCall,
): Promise<OutgoingAnswer> {
  let connected = false
  return new Promise<OutgoingAnswer>((resolve, reject) => {
    const call = request(url, { method, headers, agent, signal })
    call.once('error', reject)
    call.once('socket', (socket) => {
      connected = call.reusedSocket
      if (connected) return
      socket.once('secureConnect', () => {
        connected = true
      })
    })
    call.once('response', (answer) => {
      const chunks: Buffer[] = []
      let size = 0
      answer.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        size += chunk.length
        if (size > limitBytes) answer.destroy(new RangeError(`the answer is larger than ${limitBytes} bytes`))
      })
      answer.once('error', reject)
      answer.once('end', () => {
        const bytes = Buffer.concat(chunks)
        resolve({
          status: answer.statusCode as number,
          headers: pairsOf(answer.rawHeaders),
          bytes,
          get text() {
            return bytes.toString('utf8')
          },
        })
      })
    })
    call.end(body)
  }).catch((error: unknown) => {
    const reason = signal.aborted ? signal.reason : error
    throw reason instanceof Error ? Object.assign(reason, { connected }) : reason
  })
}

function pairsOf(raw: readonly string[]): [string, string][] {
  return raw.flatMap((name, i) => (i % 2 === 0 ? [[name, raw[i + 1] as string]] : []))
}
