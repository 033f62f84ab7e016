import { Tag } from 'antd'
import type { RowKind, VersionState } from '../../../shared/contract/versions'
import { versionTexts } from './words'

const stateColours: Record<VersionState, string> = {
  draft: 'default',
  in_review: 'gold',
  scheduled: 'blue',
  live: 'green',
  retired: 'default',
  discarded: 'default',
}

export function VersionTag({ state }: { state: VersionState }) {
  return <Tag color={stateColours[state]}>{versionTexts().states[state]}</Tag>
}

const kindColours: Record<RowKind, string> = {
  new: 'green',
  changed: 'gold',
  moved: 'blue',
  removed: 'red',
  unchanged: 'default',
}

export function KindTag({ kind }: { kind: RowKind }) {
  return <Tag color={kindColours[kind]}>{versionTexts().kinds[kind]}</Tag>
}
