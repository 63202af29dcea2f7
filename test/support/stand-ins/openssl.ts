// Stands in for openssl where there is none: the commands that this repository's scripts use, and no other.
import { constants, createHash, createSign, randomBytes, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { connect } from 'node:tls'

type Command = (args: string[]) => void | Promise<void>

const REASONS: Readonly<Record<number, string>> = { 1: 'keyCompromise', 4: 'superseded', 5: 'cessationOfOperation' }

const COMMANDS: Record<string, Command> = { base64, rand, dgst, s_client, verify, ocsp }
const [name = '', ...rest] = process.argv.slice(2)
await (COMMANDS[name] ?? unknown)(rest)

/** Standard input as base64, in lines of 64 characters unless `-A` wants one. */
function base64(args: string[]): void {
  only(args, ['-A'])
  const written = readFileSync(0).toString('base64')
  process.stdout.write(args.includes('-A') ? written : `${written.match(/.{1,64}/g)?.join('\n') ?? ''}\n`)
}

function rand(args: string[]): void {
  const count = args.at(-1) as string
  only(args, ['-hex', count])
  const bytes = randomBytes(Number(count))
  process.stdout.write(args.includes('-hex') ? `${bytes.toString('hex')}\n` : bytes)
}

/** The SHA-256 of standard input, or, with a key, its PS256 signature. */
function dgst(args: string[]): void {
  const key = after(args, '-sign')
  const pss = ['rsa_padding_mode:pss', 'rsa_pss_saltlen:-1']
  only(args, ['-sha256', '-binary', '-sigopt', ...pss, '-sign', ...(key ? [key] : [])])
  const input = readFileSync(0)
  if (!args.includes('-binary')) unknown()
  if (key === undefined) return void process.stdout.write(createHash('sha256').update(input).digest())
  if (pss.some((option) => !args.includes(option))) unknown()
  const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
  process.stdout.write(
    createSign('sha256')
      .update(input)
      .sign({ key: readFileSync(key), ...padding }),
  )
}

/** A handshake with a server whose certificate the CA must have issued. */
function s_client(args: string[]): void {
  const [address = '', ca = ''] = [after(args, '-connect'), after(args, '-CAfile')]
  only(args, ['-connect', address, '-CAfile', ca, '-verify_return_error'])
  const { hostname, port } = new URL(`https://${address}`)
  const socket = connect({ host: hostname, servername: hostname, port: Number(port), ca: readFileSync(ca) }, () => {
    process.stdout.write('Verify return code: 0 (ok)\n')
    socket.destroy()
  })
  socket.on('error', ({ message }) => fail(message))
}

/** A certificate's issuer, and that the revocation list at the address in the certificate doesn't name it (RFC 5280). */
async function verify(args: string[]): Promise<void> {
  const [ca = '', file = ''] = [after(args, '-CAfile'), args.at(-1)]
  only(args, ['-CAfile', ca, '-crl_check', '-crl_download', file])
  const certificate = new X509Certificate(readFileSync(file))
  if (!certificate.verify(new X509Certificate(readFileSync(ca)).publicKey))
    fail('unable to get local issuer certificate')
  const [address = fail('no revocation list')] = /http:[\w./:-]+\.crl/.exec(certificate.raw.toString('latin1')) ?? []
  const list = Buffer.from(await (await fetch(address)).arrayBuffer())
  const serial = Buffer.from(certificate.serialNumber, 'hex')
  const head = Buffer.from([2, serial.length])
  const listed = [Buffer.concat([head, serial]), Buffer.concat([Buffer.from([2, serial.length + 1, 0]), serial])]
  if (listed.some((entry) => list.includes(entry))) fail(`error ${file}: certificate revoked`)
  process.stdout.write(`${file}: OK\n`)
}

/** What the responder says of a certificate (RFC 6960). */
async function ocsp(args: string[]): Promise<void> {
  const [ca = '', file = ''] = [after(args, '-issuer'), after(args, '-cert')]
  const [url = '', trusted = ''] = [after(args, '-url'), after(args, '-CAfile')]
  only(args, ['-issuer', ca, '-cert', file, '-url', url, '-CAfile', trusted])
  const { readStatus, statusRequest } = await import('../certificate-status.ts')
  const issuer = readFileSync(ca, 'utf8')
  const { serialNumber } = new X509Certificate(readFileSync(file))
  const headers = { 'content-type': 'application/ocsp-request' }
  const answer = await fetch(url, {
    method: 'POST',
    headers,
    body: new Uint8Array(statusRequest(issuer, [serialNumber])),
  })
  const { signed, statuses } = readStatus(Buffer.from(await answer.arrayBuffer()), readFileSync(trusted, 'utf8'))
  process.stderr.write(signed ? 'Response verify OK\n' : 'Response Verify Failure\n')
  const [{ status, reason } = fail('no status')] = statuses
  process.stdout.write(`${file}: ${status}\n${reason ? `\tReason: ${REASONS[reason] ?? reason}\n` : ''}`)
}

function after(args: string[], option: string): string | undefined {
  return args.includes(option) ? args[args.indexOf(option) + 1] : undefined
}

function only(args: string[], known: readonly string[]): void {
  if (args.some((arg) => !known.includes(arg))) unknown()
}

function unknown(): never {
  return fail(`does not know: ${process.argv.slice(2).join(' ')}`)
}

function fail(why: string): never {
  process.stderr.write(`openssl (a stand-in): ${why}\n`)
  process.exit(1)
}
