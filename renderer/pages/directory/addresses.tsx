import { useManner } from '../../client/session.tsx'
import { saveFile } from '../../client/table-file.ts'
import { FactList } from '../../parts/fact-list.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Skeleton } from '../../parts/states.tsx'
import type { Overview } from './directory.ts'

/** Where the directory's parts are, and the authority that outsiders must trust. */
export function Addresses({ overview }: { overview: Overview | undefined }) {
  const { words } = useManner()
  if (!overview) return <Skeleton rows={6} label={words.say('directory.loading')} />
  const { addresses, authority } = overview
  const fact = (name: string, value: string) => ({
    ...{ label: words.say(`directory.address.${name}`), value, copy: value, mono: true },
  })
  return (
    <>
      <div className="lines">
        <FactList
          facts={[
            fact('metadata', `${addresses.issuer}/.well-known/openid-configuration`),
            fact('token', `${addresses.token}/token`),
            fact('api', addresses.api),
            fact('keystore', addresses.keystore),
            fact('data', `${addresses.data}/participants`),
            fact('list', `${addresses.revocation}/ca.crl`),
            fact('status', `${addresses.revocation}/ocsp`),
            fact('fingerprint', authority.fingerprint256),
          ]}
        />
      </div>
      <p className="object-links">
        <button
          type="button"
          className="button"
          onClick={() => saveFile('ca.crt.pem', 'application/x-pem-file', authority.certificatePem)}
        >
          <Icon name="download" size={14} /> {words.say('directory.authority')}
        </button>
        <a className="button" href={`${addresses.revocation}/ca.crl`} download="ca.crl">
          <Icon name="download" size={14} /> {words.say('directory.address.list')}
        </a>
      </p>
      <p className="muted section-note">{words.say('directory.addressesBody')}</p>
    </>
  )
}
