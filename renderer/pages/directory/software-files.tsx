import { useState } from 'react'
import { useManner, useSession } from '../../client/session.tsx'
import { Failure, useChange } from '../../parts/change.tsx'
import { Command } from '../../parts/command.tsx'
import { FileList, type Pack } from '../../parts/file-list.tsx'
import { Icon } from '../../parts/icon.tsx'

/** What a software registers itself with, as files; each collection signs a fresh statement. */
export function SoftwareFiles({ id }: { id: string }) {
  const { words } = useManner()
  const { api } = useSession()
  const [pack, setPack] = useState<Pack>()
  const collecting = useChange()
  const collect = async () => {
    // A POST, for what it answers is a secret.
    const answer = await api.post<{ pack: Pack }>(`/api/marketplace/software/${encodeURIComponent(id)}/pack`)
    setPack(answer.pack)
  }
  return (
    <section className="software-files" aria-labelledby="software-files-title">
      <h2 id="software-files-title" className="section-title">
        {words.say('directory.files')}
      </h2>
      <p className="muted section-note">{words.say('directory.filesBody')}</p>
      {pack && (
        <>
          <FileList pack={pack} />
          <p className="muted section-note" role="status">
            {words.say('directory.filesNote')}
          </p>
        </>
      )}
      <Failure error={collecting.error} />
      <p className="object-links">
        <button
          type="button"
          className="button"
          disabled={collecting.isPending}
          onClick={() => collecting.mutate(collect)}
        >
          <Icon name="key" size={14} /> {words.say(pack ? 'directory.filesAgain' : 'credentials.collect')}
        </button>
      </p>
      <p className="muted section-note">{words.say('directory.filesCommand')}</p>
      <Command text={`npm run -s bancada -- directory software files ${id} --out my-software`} />
    </section>
  )
}
