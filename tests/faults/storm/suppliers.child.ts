import { FaultDice } from '../../../server/simulators/supplier/faults'
import { startSupplierSimulator } from '../../../server/simulators/supplier/supplierSimulator'

/** Both suppliers of the storm, in a process of their own that nobody kills: what they know is the truth. */
export interface SuppliersOrders {
  ports: { knowing: number; forgetful: number }
  client: { clientId: string; clientSecret: string }
  callbacks: { knowing: string; forgetful: string }
}

let faults = 0

/** Counts what goes wrong, where it is drawn. */
function countFaults(): void {
  const { drawFor, happens } = FaultDice.prototype
  FaultDice.prototype.drawFor = function counted(order) {
    const drawn = drawFor.call(this, order)
    faults += drawn.size
    return drawn
  }
  FaultDice.prototype.happens = function counted(fault, what) {
    const isSo = happens.call(this, fault, what)
    if (isSo) faults += 1
    return isSo
  }
}

async function start({ ports, client, callbacks }: SuppliersOrders): Promise<void> {
  countFaults()
  await startSupplierSimulator({ ...client, port: ports.knowing, callbackUrls: { json: callbacks.knowing } })
  await startSupplierSimulator({ ...client, port: ports.forgetful, callbackUrls: { form: callbacks.forgetful } })
}

process.on('disconnect', () => process.exit())
process.once('SIGTERM', () => process.exit())
process.once('message', (orders: SuppliersOrders) => {
  process.on('message', () => process.send?.({ faults }))
  start(orders).then(() => process.send?.('ready'))
})
