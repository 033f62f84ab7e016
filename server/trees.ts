import { api } from '../shared/contract/api'
import type { Endpoint } from '../shared/contract/endpoint'
import type { Environment } from './environment'

type Tree = typeof api

/** What everybody can reach. A worker takes no business, but it can be asked how it is. */
export function publicTree(role: Environment['role']): Tree {
  if (role === 'worker') return { service: api.service } as Tree
  return only((endpoint) => !isOfDesk(endpoint))
}

/** What the console's own listener serves: operators' endpoints, and how the process is. */
export function consoleTree(): Tree {
  return { ...only(isOfDesk), service: api.service }
}

function isOfDesk({ access }: Endpoint): boolean {
  return access === 'operator' || access === 'desk'
}

/** The part of the tree that is mounted; handlers of the rest are left where they are. */
function only(wanted: (endpoint: Endpoint) => boolean): Tree {
  const features = Object.entries<Record<string, Endpoint>>(api).map(([feature, endpoints]) => {
    return [feature, Object.fromEntries(Object.entries(endpoints).filter(([, endpoint]) => wanted(endpoint)))]
  })
  return Object.fromEntries(features) as Tree
}
