import { nowhere, type Region, type RegionsPort } from '../../server/ports/regions'
import type { RiskRuleSet } from '../../shared/contract/riskRules'

/** At home in Zhejiang; whoever comes from elsewhere meets a lane. */
export const testRules: RiskRuleSet = {
  version: 'test-1',
  homeRegions: [{ province: '浙江省' }],
  reviewHours: 4,
  rules: [
    {
      id: 'away-new-device',
      points: ['redeem', 'bind_card'],
      when: [
        { fact: 'regionKind', in: ['away'] },
        { fact: 'deviceTrusted', is: false },
      ],
      lane: 'step_up',
      reason: 'away_from_home',
      clearBy: 'step_up',
    },
    {
      id: 'abroad-new-device',
      points: ['redeem', 'bind_card'],
      when: [
        { fact: 'regionKind', in: ['abroad'] },
        { fact: 'deviceTrusted', is: false },
      ],
      lane: 'quarantine',
      reason: 'abroad',
      clearBy: 'step_up',
    },
    {
      id: 'hosting-new-device',
      points: ['redeem', 'bind_card'],
      when: [
        { fact: 'regionKind', in: ['hosting'] },
        { fact: 'deviceTrusted', is: false },
      ],
      lane: 'quarantine',
      reason: 'hosting_network',
      clearBy: 'person',
    },
    {
      id: 'many-attempts',
      points: ['redeem'],
      when: [{ fact: 'velocity', per: 'cardholder', within: 'tenMinutes', atLeast: 20 }],
      lane: 'step_up',
      reason: 'many_attempts',
      clearBy: 'step_up',
    },
  ],
}

/** One address of each kind, seen from Zhejiang. */
export const from = {
  home: '60.176.0.1',
  away: '59.32.0.1',
  abroad: '126.0.0.1',
  hosting: '47.96.0.1',
  nowhere: '127.0.0.1',
}

const regions: Record<string, Region> = {
  [from.home]: { country: '中国', province: '浙江省', city: '杭州市', isp: '电信' },
  [from.away]: { country: '中国', province: '广东省', city: '深圳市', isp: '电信' },
  [from.abroad]: { country: '日本', province: '', city: '', isp: '软银' },
  [from.hosting]: { country: '中国', province: '浙江省', city: '杭州市', isp: '阿里云' },
}

export const scriptedRegions: RegionsPort = { regionOf: (address) => regions[address] ?? nowhere }
