import { useSearchParams } from 'wouter'
import { businessDayOf } from '../../../shared/values/businessDay'
import { type Range, rangeIn } from './range'

/** The days that are looked at, kept in the address: the last so many, or from one to another. */
export function useRange(): {
  range: Range
  last: (days: number) => void
  choose: (from: string, until: string) => void
} {
  const [search, setSearch] = useSearchParams()
  return {
    range: rangeIn(search, businessDayOf(new Date())),
    last: (days) => setSearch({ days: String(days) }),
    choose: (from, until) => setSearch({ from, until }),
  }
}
