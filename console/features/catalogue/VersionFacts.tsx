import { Card, Descriptions } from 'antd'
import { Link } from 'wouter'
import type { VersionLine } from '../../../shared/contract/versions'
import { formatMoment } from '../../words/moments'
import { whenLive } from './VersionList'
import { VersionTag } from './VersionTag'
import { versionTexts } from './words'

/** Who made a version, from what, and when it is live. */
export function VersionFacts({ version }: { version: VersionLine }) {
  const texts = versionTexts()
  const { state, madeBy, madeAt, editors, basedOn, note, source } = version
  const made = `${madeBy?.name ?? texts.sources[source]} · ${formatMoment(madeAt)}`
  const items = [
    { key: 'state', label: texts.state, children: <VersionTag state={state} /> },
    { key: 'made', label: texts.madeBy, children: made },
    { key: 'when', label: texts.when, children: whenLive(version) },
    { key: 'editors', label: texts.editors, children: editors.map(({ name }) => name).join('、') || '–' },
    {
      key: 'basedOn',
      label: texts.basedOn,
      children: basedOn ? <Link href={`/${basedOn.id}`}>{texts.version(basedOn.number)}</Link> : '–',
    },
    { key: 'note', label: texts.note, children: note || '–' },
  ]
  return (
    <Card size="small" style={{ marginBottom: 16 }}>
      <Descriptions size="small" column={3} items={items} />
    </Card>
  )
}
