import { useSearchParams } from 'wouter'
import { type Sort, sortOf, sortText } from './sort'

export interface ListAddress {
  filters: Record<string, string>
  sort: Sort | null
  setFilters: (changed: Record<string, string>) => void
  setSort: (sort: Sort | null) => void
}

const sortName = 'sort'

/** Filters and order of a list, kept in the page's address, so that a list can be sent to a colleague. */
export function useListAddress(names: readonly string[]): ListAddress {
  const [search, setSearch] = useSearchParams()
  const change = (changed: Record<string, string>) =>
    setSearch((before) => {
      const next = new URLSearchParams(before)
      for (const [name, value] of Object.entries(changed)) {
        if (value === '') next.delete(name)
        else next.set(name, value)
      }
      return next
    })
  return {
    filters: Object.fromEntries(names.map((name) => [name, search.get(name) ?? ''])),
    sort: sortOf(search.get(sortName)),
    setFilters: change,
    setSort: (sort) => change({ [sortName]: sortText(sort) ?? '' }),
  }
}
