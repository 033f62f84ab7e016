import type { SignType } from '../ports/sortedSignature'
import type { SupplierPort } from '../ports/supplier'
import { supplierOverForm } from './supplier.form'
import { supplierOverJson } from './supplier.json'
import type { SupplierSide } from './supplierSide'

/** As `environment.suppliers` has it. */
export type SupplierSettings = {
  protocol: 'json' | 'form'
  baseUrl: string
  clientId: string
  secret: string
  /** Of the form protocol only. */
  signType: SignType
  deduplicates: boolean
}

/** Every supplier by its name, each over the protocol that it speaks. */
export function suppliersOverHttp(
  suppliers: ReadonlyMap<string, SupplierSettings>,
  surroundings: Pick<SupplierSide, 'now' | 'nonce' | 'timeoutMs'>,
): ReadonlyMap<string, SupplierPort> {
  const reached = ({ protocol, signType, ...settings }: SupplierSettings) => {
    const side = { ...settings, ...surroundings }
    return protocol === 'form' ? supplierOverForm({ ...side, signType }) : supplierOverJson(side)
  }
  return new Map([...suppliers].map(([name, settings]) => [name, reached(settings)]))
}
