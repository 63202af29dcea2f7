import { Fragment } from 'react'
import { useManner } from '../client/session.tsx'
import { CopyButton } from './copy-button.tsx'

/** A command to run in a terminal, with its copy button; broken between words only, never at a hyphen. */
export function Command({ text }: { text: string }) {
  const { words } = useManner()
  return (
    <div className="command">
      <code>
        {text.split(' ').map((word, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a word is known by its place
          <Fragment key={index}>
            {index > 0 && ' '}
            <span className="command-word">{word}</span>
          </Fragment>
        ))}
      </code>
      <CopyButton text={text} label={`${words.say('action.copy')}: ${text}`} bare />
    </div>
  )
}
