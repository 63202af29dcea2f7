import { useMemo } from 'react'
import { useOwnWords } from '../../words/own-words.ts'
import en from './words/en.json' with { type: 'json' }
import ptBR from './words/pt-BR.json' with { type: 'json' }

const BOOKS = { en, 'pt-BR': ptBR }

/** The page's own words, which come with it and not with the home page, and how it writes rates and months. */
export function useMetricsWords() {
  const own = useOwnWords(BOOKS)
  return useMemo(() => {
    const { language, formats } = own
    const rate = new Intl.NumberFormat(language, {
      style: 'percent',
      minimumFractionDigits: 2,
      maximumFractionDigits: 2,
    })
    const minute = new Intl.DateTimeFormat(language, {
      ...{ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    })
    const month = (timeZone: string, style: 'long' | 'short') =>
      new Intl.DateTimeFormat(language, { month: style, year: style === 'long' ? 'numeric' : '2-digit', timeZone })
    return {
      ...own,
      /** 99.53%, cut rather than rounded: nothing is written as reached that was not. */
      rate: (share: number | null) => (share === null ? '–' : rate.format(Math.floor(share * 10_000) / 10_000)),
      duration: (ms: number | null) => (ms === null ? '–' : formats.duration(ms)),
      /** November 2026, with a capital in every language. */
      month(at: number, timeZone: string): string {
        const name = month(timeZone, 'long').format(at)
        return name.charAt(0).toLocaleUpperCase(language) + name.slice(1)
      },
      shortMonth: (at: number, timeZone: string) => month(timeZone, 'short').format(at),
      /** A day and time to the minute; outages begin and end with one. */
      minute: (at: number) => minute.format(at),
      /** Two hours and five minutes: 2 h 5 min. */
      stretch(ms: number): string {
        const minutes = Math.round(ms / 60_000)
        const unit = (name: string, value: number) =>
          new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value)
        const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
        if (hours === 0) return unit('minute', rest)
        return rest === 0 ? unit('hour', hours) : `${unit('hour', hours)} ${unit('minute', rest)}`
      },
    }
  }, [own])
}

export type MetricsWords = ReturnType<typeof useMetricsWords>
