import { Button } from '@mantine/core'
import { Link } from 'react-router'
import { useTitle, useWords } from '../client/words.tsx'
import { Empty } from '../parts/states.tsx'

export function NotFoundPage() {
  const { t } = useWords()
  useTitle(t('notFound.title'))
  return (
    <Empty
      title={t('notFound.title')}
      action={
        <Button component={Link} to="/">
          {t('notFound.action')}
        </Button>
      }
    >
      {t('notFound.body')}
    </Empty>
  )
}
