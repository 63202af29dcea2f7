import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useManner, useSession } from '../../client/session.tsx'
import { failureOf, useResource } from '../../client/use-resource.ts'
import { Command } from '../../parts/command.tsx'
import { Icon } from '../../parts/icon.tsx'

/** The address at which a conformance suite answers for account holders: opened and closed here. */
export function Hook() {
  const { words } = useManner()
  const { api } = useSession()
  const hook = useResource<{ open: boolean }>(api, '/api/phone/hook')
  const [url, setUrl] = useState<string>()
  const change = useMutation({
    mutationFn: async (open: boolean) => {
      if (open) return (await api.post<{ url: string }>('/api/phone/hook')).url
      await api.remove('/api/phone/hook')
      return undefined
    },
    onSuccess: setUrl,
    onSettled: hook.reload,
  })
  if (!hook.data) return null
  const { open } = hook.data
  return (
    <section className="state-section phone-hook" aria-label={words.say('phone.hook')}>
      <h2 className="section-title">{words.say('phone.hook')}</h2>
      <p className="muted section-note">{words.say('phone.hookBody')}</p>
      {open && url === undefined && <p className="section-note">{words.say('phone.hookOpen')}</p>}
      {open && url !== undefined && <Command text={url} />}
      <div className="state-actions">
        <Button disabled={change.isPending} onClick={() => change.mutate(true)}>
          {words.say(open ? 'phone.hookAgain' : 'phone.hookOpenIt')}
        </Button>
        {open && (
          <Button disabled={change.isPending} onClick={() => change.mutate(false)}>
            {words.say('phone.hookClose')}
          </Button>
        )}
      </div>
      {change.error && (
        <p className="notice object-notice" role="alert">
          <Icon name="alert" size={14} /> {failureOf(change.error).detail || words.say('failed.title')}
        </p>
      )}
    </section>
  )
}
