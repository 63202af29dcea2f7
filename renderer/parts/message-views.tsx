import type { CertificateFacts, DecodedJwt, RecordedExchange, RecordedMessage } from '#journey'
import { bodyText, headerLines, rawMessage, sentBody, startLine } from '../client/message.ts'
import { useManner } from '../client/session.tsx'
import { CopyButton } from './copy-button.tsx'
import { FactList } from './fact-list.tsx'
import { Icon } from './icon.tsx'
import { JsonText } from './json-text.tsx'

/** A message as it went over the wire: start line, headers, body. */
export function MessageView({ message }: { message: RecordedMessage | null }) {
  const { words } = useManner()
  if (!message) return <p className="muted">{words.say('message.gone')}</p>
  const start = startLine(message)
  const headers = headerLines(message)
  const body = sentBody(message)
  return (
    <div className="message">
      <div className="message-tools">
        <CopyButton text={rawMessage(message)} label={words.say('message.copy')} />
      </div>
      <pre className="raw">
        {start !== '' && <span className="raw-start">{`${start}\n`}</span>}
        {headers.map((line) => {
          const colon = line.indexOf(':')
          return (
            <span key={line}>
              <span className="raw-name">{line.slice(0, colon + 1)}</span>
              {`${line.slice(colon + 1)}\n`}
            </span>
          )
        })}
        {(start !== '' || headers.length > 0) && bodyText(body) !== '' && '\n'}
        <JsonText value={body} />
      </pre>
      {message.cut && (
        <p className="notice">
          <Icon name="alert" size={14} />{' '}
          {words.say('message.cut', { size: message.cut.bytes, hash: message.cut.sha256 })}
        </p>
      )}
    </div>
  )
}

/** The JWTs of both messages, without their signatures. */
export function JwtsView({ jwts }: { jwts: DecodedJwt[] }) {
  const { words } = useManner()
  if (jwts.length === 0) return <p className="muted">{words.say('jwt.none')}</p>
  return jwts.map(({ where, header, payload, encrypted }) => (
    <article key={where} className="jwt">
      <h3 className="mono">{where}</h3>
      <JwtPart title={words.say('jwt.header')} value={header} />
      {encrypted && (
        <p className="notice">
          <Icon name="shield" size={14} /> {words.say('jwt.encrypted')}
        </p>
      )}
      {payload !== undefined && <JwtPart title={words.say('jwt.payload')} value={payload} />}
    </article>
  ))
}

function JwtPart({ title, value }: { title: string; value: unknown }) {
  return (
    <div className="message">
      <div className="message-tools">
        <h4>{title}</h4>
        <CopyButton text={bodyText(value)} label={title} />
      </div>
      <pre className="raw">
        <JsonText value={value} />
      </pre>
    </div>
  )
}

/** The client certificate that was shown. */
export function CertificateView({ certificate }: { certificate: CertificateFacts | null }) {
  const { words, formats } = useManner()
  if (!certificate) return <p className="muted">{words.say('certificate.none')}</p>
  const { subject, issuer, serialNumber, validFrom, validTo, alternativeNames, thumbprint } = certificate
  return (
    <FactList
      facts={[
        { label: words.say('certificate.subject'), value: <Attributes of={subject} />, mono: true },
        { label: words.say('certificate.issuer'), value: <Attributes of={issuer} />, mono: true },
        { label: words.say('certificate.serialNumber'), value: serialNumber, copy: serialNumber, mono: true },
        { label: words.say('certificate.validFrom'), value: formats.dateTime(validFrom) },
        { label: words.say('certificate.validTo'), value: formats.dateTime(validTo) },
        { label: words.say('certificate.subjectAltName'), value: alternativeNames.join(', '), mono: true },
        { label: words.say('certificate.thumbprint'), value: thumbprint, copy: thumbprint, mono: true },
      ]}
    />
  )
}

function Attributes({ of }: { of: CertificateFacts['subject'] }) {
  return (
    <ul className="attributes">
      {of.map(({ name, value }) => (
        <li key={`${name}=${value}`}>
          <span className="raw-name">{name}</span> {value}
        </li>
      ))}
    </ul>
  )
}

/** Why the exchange was refused: the rule that did, and the facts it went by. */
export function ProblemView({ refusal }: { refusal: NonNullable<RecordedExchange['refusal']> }) {
  const { words } = useManner()
  return (
    <>
      <FactList
        facts={[
          { label: words.say('problem.type'), value: refusal.type, mono: true },
          { label: words.say('problem.rule'), value: refusal.rule, mono: true },
        ]}
      />
      <JwtPart title={words.say('problem.facts')} value={refusal.facts} />
    </>
  )
}
