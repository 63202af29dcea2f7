import { ActionIcon, CopyButton, Group, Tooltip } from '@mantine/core'
import { useWords } from '../client/words.tsx'

/** A button that copies a text and says so. */
export function Copy({ text, what }: { text: string; what: string }) {
  const { t } = useWords()
  return (
    <CopyButton value={text} timeout={1500}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? t('action.copied') : t('action.copy')} withArrow>
          <ActionIcon
            variant="subtle"
            size="sm"
            onClick={copy}
            aria-label={copied ? t('action.copied') : t('action.copyWhat', { what })}
          >
            <svg
              width="15"
              height="15"
              viewBox="0 0 16 16"
              fill="none"
              stroke="currentColor"
              strokeWidth="1.5"
              aria-hidden="true"
            >
              {copied ? (
                <path d="M3 8.5l3.2 3.2L13 5" />
              ) : (
                <>
                  <rect x="5.5" y="5.5" width="8" height="8" rx="1.5" />
                  <path d="M10.5 5.5v-3h-8v8h3" />
                </>
              )}
            </svg>
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  )
}

/** A named value with a copy button. */
export function Fact({ label, value }: { label: string; value: string }) {
  return (
    <div className="portal-fact">
      <dt>{label}</dt>
      <dd>
        <Group gap={4} wrap="nowrap" align="flex-start">
          <code>{value}</code>
          <Copy text={value} what={label} />
        </Group>
      </dd>
    </div>
  )
}

/** Code to read and to copy; scrolls by keyboard too. */
export function Code({ text, label, tall = false }: { text: string; label: string; tall?: boolean }) {
  return (
    <section className="portal-code" aria-label={label}>
      <div className="portal-code-bar">
        <span>{label}</span>
        <Copy text={text} what={label} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre tabIndex={0} data-tall={tall || undefined}>
        {text}
      </pre>
    </section>
  )
}
