import { api } from '../../shared/contract/api'
import { endpointsOf } from '../../shared/contract/endpoint'

/** Every endpoint of the contract, for tests that are about all of them. */
export const allEndpoints = endpointsOf(api)
