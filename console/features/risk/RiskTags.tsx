import { Flex, Tag } from 'antd'
import type { Lane, RiskReason } from '../../../shared/contract/riskRules'
import { laneWords, riskReasonWords } from '../../../shared/words/risk'
import { language } from '../../words/language'

const colours: Record<Lane, string> = { normal: 'default', step_up: 'gold', quarantine: 'red' }

export function LaneTag({ lane }: { lane: Lane }) {
  return <Tag color={colours[lane]}>{laneWords[lane][language()]}</Tag>
}

export function ReasonTags({ reasons }: { reasons: readonly RiskReason[] }) {
  return (
    <Flex gap={4} wrap>
      {reasons.map((reason) => (
        <Tag key={reason} style={{ margin: 0 }}>
          {riskReasonWords[reason][language()]}
        </Tag>
      ))}
    </Flex>
  )
}
