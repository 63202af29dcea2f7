import { NativeSelect, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useGo } from '../../client/address.ts'
import { useManner, useSession } from '../../client/session.tsx'
import { ChangeDialog } from '../../parts/change-dialog.tsx'
import type { CertificateView } from './directory.ts'

/** Issues a certificate: with a key that the directory makes, or for a request whose sender keeps it. */
export function IssueButton({
  path,
  kinds,
  label = 'directory.issue',
}: {
  path: string
  /** What may be issued; none where the kind is settled. */
  kinds: readonly string[]
  label?: string
}) {
  const { words } = useManner()
  const { api } = useSession()
  const go = useGo()
  const [kind, setKind] = useState(kinds[0] ?? '')
  const [requestPem, setRequestPem] = useState('')
  const issue = async () => {
    const asked = { ...(kinds.length > 0 ? { kind } : {}), ...(requestPem.trim() === '' ? {} : { requestPem }) }
    const { certificate } = await api.post<{ certificate: CertificateView }>(path, asked)
    go(`/directory/certificate/${certificate.serialNumber}`)
  }
  return (
    <ChangeDialog title={words.say(label)} act={issue}>
      <p className="muted">{words.say('directory.issueBody')}</p>
      {kinds.length > 1 && (
        <NativeSelect
          label={words.say('directory.kind')}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value)}
          data={kinds.map((value) => ({ value, label: words.say(`directory.kind.${value}`) }))}
        />
      )}
      <Textarea
        size="xs"
        label={words.say('directory.request')}
        description={words.say('directory.requestBody')}
        placeholder="-----BEGIN CERTIFICATE REQUEST-----"
        rows={5}
        spellCheck={false}
        value={requestPem}
        onChange={(event) => setRequestPem(event.currentTarget.value)}
      />
    </ChangeDialog>
  )
}
