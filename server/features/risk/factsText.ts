import { type RiskFacts, riskFacts } from '../../../shared/contract/riskRules'

/** Names the form in which facts are written, so that what was kept stays readable when they become more. */
const form = 1

type Velocity = RiskFacts['perDevice']

/**
 * Facts as they are kept: their values in a fixed order. There is one of these for each redemption, and with their names they
 * would be five times as long and cost the redemption several times as much.
 */
export function factsText(facts: RiskFacts): string {
  const { perCardholder, perDevice, perCard, perAddress, perNetwork } = facts
  const trusted = facts.deviceTrusted ? 1 : 0
  // All but the region are names of ours and numbers, and need no escaping.
  const where = `"${facts.point}","${facts.regionKind}",${JSON.stringify(facts.region)},${trusted}`
  const what = `${facts.deviceHours},${facts.bindingHours},${facts.points},${facts.hour},${facts.wechatRank}`
  const rates = `${both(perCardholder)},${both(perDevice)},${both(perCard)},${both(perAddress)},${both(perNetwork)}`
  return `[${form},${where},${what},${rates}]`
}

const both = ({ tenMinutes, hour }: Velocity) => `${tenMinutes},${hour}`

/** @throws Error when it is in no form that was ever written */
export function factsIn(text: string): RiskFacts {
  const [written, ...values] = JSON.parse(text) as unknown[]
  if (written !== form) throw new Error('facts are kept in a form that is not known')
  const [point, regionKind, region, trusted, deviceHours, bindingHours, points, hour, wechatRank, ...counts] = values
  const velocity = (at: number) => ({ tenMinutes: counts[at * 2], hour: counts[at * 2 + 1] }) as Velocity
  return riskFacts.parse({
    point,
    regionKind,
    region,
    deviceTrusted: trusted === 1,
    deviceHours,
    bindingHours,
    points,
    hour,
    wechatRank,
    perCardholder: velocity(0),
    perDevice: velocity(1),
    perCard: velocity(2),
    perAddress: velocity(3),
    perNetwork: velocity(4),
  })
}
