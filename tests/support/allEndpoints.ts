import { endpointsOf } from '../../server/http/openapi'
import { api } from '../../shared/contract/api'

/** Every endpoint of the contract, for tests that are about all of them. */
export const allEndpoints = endpointsOf(api)
