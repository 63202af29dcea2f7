import { saveFile } from '../client/table-file.ts'
import { Icon } from './icon.tsx'

/** The files of an application or a software by name, the environment file that names them, and a program if there is one. */
export type Pack = {
  files: Record<string, string>
  environment: string
  example: { name: string; text: string } | null
}

/** Everything of a pack, each as a button that saves it. */
export function FileList({ pack: { files, environment, example } }: { pack: Pack }) {
  const named = Object.entries(files).map(([name, text]) => ({ name, text }))
  const all = [...named, { name: 'bancada.env', text: environment }, ...(example ? [example] : [])]
  return (
    <ul className="file-list">
      {all.map(({ name, text }) => (
        <li key={name}>
          <button type="button" className="button" onClick={() => saveFile(name, 'application/octet-stream', text)}>
            <Icon name="download" size={14} /> {name}
          </button>
        </li>
      ))}
    </ul>
  )
}
