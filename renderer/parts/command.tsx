import { useManner } from '../client/session.tsx'
import { CopyButton } from './copy-button.tsx'

/** A command to run in a terminal, with its copy button. */
export function Command({ text }: { text: string }) {
  const { words } = useManner()
  return (
    <div className="command">
      <code>{text}</code>
      <CopyButton text={text} label={`${words.say('action.copy')}: ${text}`} bare />
    </div>
  )
}
