import { bodyText } from '../client/message.ts'
import { useManner } from '../client/session.tsx'
import { CopyButton } from './copy-button.tsx'
import { JsonText } from './json-text.tsx'

/** An object as it is kept, at the foot of its page; never in the page's language. */
export function RawJson({ value }: { value: unknown }) {
  const { words } = useManner()
  return (
    <details className="raw-json">
      <summary>{words.say('object.raw')}</summary>
      <div className="message">
        <div className="message-tools">
          <CopyButton text={bodyText(value)} label={words.say('object.raw')} />
        </div>
        <pre className="raw">
          <JsonText value={value} />
        </pre>
      </div>
    </details>
  )
}
