import { Anchor, Button, Group, Menu, SegmentedControl, Skeleton, Text } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { Link, NavLink, Outlet, useLocation } from 'react-router'
import type { Language } from '../../words/words.ts'
import { useMe } from '../client/queries.ts'
import { usePortalSession } from '../client/session.tsx'
import { useWords } from '../client/words.tsx'
import { ThemeButton } from './theme-button.tsx'

/** What surrounds every page of the portal. */
export function Frame() {
  const { t } = useWords()
  const { signedIn } = usePortalSession()
  const main = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  const before = useRef(pathname)

  // A new page begins at its top, for eyes and for the keyboard.
  useEffect(() => {
    if (before.current === pathname) return
    before.current = pathname
    window.scrollTo(0, 0)
    main.current?.focus({ preventScroll: true })
  }, [pathname])

  return (
    <div className="portal">
      <a className="portal-skip" href="#content">
        {t('app.skip')}
      </a>
      <header className="portal-header">
        <div className="portal-bar">
          <Link className="portal-brand" to={signedIn ? '/' : '/products'}>
            <img src="/portal.svg" alt="" width="30" height="30" />
            <span>
              Bancada <em>Marketplace</em>
            </span>
          </Link>
          <nav className="portal-nav" aria-label={t('app.pages')}>
            {signedIn && (
              <NavLink to="/" end>
                {t('apps.title')}
              </NavLink>
            )}
            <NavLink to="/products">{t('products.title')}</NavLink>
          </nav>
          <Group gap="xs" ml="auto" wrap="nowrap">
            <LanguageChoice />
            <ThemeButton />
            {signedIn ? <DeveloperMenu /> : <SignInLink />}
          </Group>
        </div>
      </header>
      <main id="content" className="portal-main" tabIndex={-1} ref={main}>
        <Outlet />
      </main>
      <footer className="portal-footer">
        <Text size="sm" c="dimmed">
          {t('app.simulated')}
        </Text>
        <Anchor href="/" size="sm">
          {t('app.console')}
        </Anchor>
      </footer>
    </div>
  )
}

function LanguageChoice() {
  const { language, setLanguage, t } = useWords()
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('app.language')}
      value={language}
      onChange={(next) => setLanguage(next as Language)}
      data={[
        { value: 'en', label: 'EN' },
        { value: 'pt-BR', label: 'PT' },
      ]}
    />
  )
}

function SignInLink() {
  const { t } = useWords()
  const { pathname } = useLocation()
  if (pathname === '/sign-in' || pathname === '/sign-up') return null
  return (
    <Button component={Link} to="/sign-in" size="compact-sm">
      {t('signIn.button')}
    </Button>
  )
}

function DeveloperMenu() {
  const { t } = useWords()
  const { signOut } = usePortalSession()
  const { data } = useMe()
  if (!data) return <Skeleton width={120} height={28} />
  const { developer, organisation } = data
  return (
    <Menu position="bottom-end" shadow="md" width={260}>
      <Menu.Target>
        <Button variant="default" size="compact-sm" className="portal-me">
          {developer.name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className="portal-me-facts">
          <Text size="sm" fw={600}>
            {organisation.name}
          </Text>
          <Text size="sm" c="dimmed">
            {developer.email}
          </Text>
        </div>
        <Menu.Divider />
        <Menu.Item onClick={() => signOut()}>{t('app.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
