import type { TokenPreview } from '#identity'
import { FactList } from '../../parts/fact-list.tsx'
import { useTokenWords } from './words.ts'

const DAY_SECONDS = 86_400

/** A preview: the token's facts, and the consent page in the reader's language. */
export function Preview({ preview }: { preview: TokenPreview }) {
  const { t, language, formats } = useTokenWords()
  const { scope, permissions, lives, refreshToken, acr, thumbprint, idToken, page } = preview
  const { title, sections, notes, approve, cancel } = page[language]
  const seconds = (count: number) => t('preview.seconds', { count })
  const refreshLife = (life: TokenPreview['lives']['refresh']) => {
    if (life === null) return t('preview.refreshLife')
    const days = Math.round(life.seconds / DAY_SECONDS)
    return t(life.rotates ? 'preview.refreshRotates' : 'preview.refreshDays', { days })
  }
  return (
    <>
      <FactList
        facts={[
          { label: t('preview.access'), value: seconds(lives.accessTokenSeconds) },
          { label: t('preview.refresh'), value: refreshToken ? refreshLife(lives.refresh) : t('preview.noRefresh') },
          {
            label: t('wish.expires'),
            value: lives.consentUntil === null ? t('wish.never') : formats.dateTime(lives.consentUntil),
          },
          {
            label: t(lives.requestSeconds === null ? 'preview.codeOnly' : 'preview.code'),
            value: [lives.codeSeconds, lives.requestSeconds]
              .flatMap((life) => (life === null ? [] : seconds(life)))
              .join(', '),
          },
          { label: t('preview.scope'), value: scope.asked, mono: true },
          { label: t('preview.granted'), value: permissions.granted.join(' '), mono: true },
          { label: t('preview.leftOut'), value: permissions.leftOut.join(' '), mono: true },
          { label: t('preview.acr'), value: acr, mono: true },
          thumbprint === null
            ? { label: t('boundToNone'), value: t('boundToNone.why') }
            : { label: t('bound'), value: thumbprint, mono: true },
          {
            label: t('preview.idToken'),
            value: idToken ? (
              <>
                {idToken.encrypted === null
                  ? t('preview.signedOnly', { signed: idToken.signed })
                  : t('preview.signed', { signed: idToken.signed, encrypted: idToken.encrypted })}
                <ul className="claims">
                  {Object.entries(idToken.claims).map(([name, value]) => (
                    <li key={name}>
                      <span className="raw-name">{name}</span> {value}
                    </li>
                  ))}
                </ul>
              </>
            ) : (
              t('preview.idToken.none')
            ),
            mono: true,
          },
        ]}
      />
      <h3 className="section-title">{t('preview.page')}</h3>
      <article className="consent-preview" lang={language}>
        <h4>{title}</h4>
        {sections.map(({ heading, lines }) => (
          <div key={heading}>
            <h5>{heading}</h5>
            {lines.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </div>
        ))}
        {notes.map((note) => (
          <p key={note} className="muted">
            {note}
          </p>
        ))}
        <p className="consent-preview-acts">
          <span data-primary="true">{approve}</span>
          <span>{cancel}</span>
        </p>
      </article>
    </>
  )
}
