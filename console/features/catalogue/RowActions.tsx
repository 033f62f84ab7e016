import { MoreOutlined } from '@ant-design/icons'
import { App, Button, Dropdown, Flex } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import type { OperatorRole } from '../../../shared/contract/roles'
import type { VersionRowShown, VersionShown } from '../../../shared/contract/versions'
import { sentenceOf } from '../../server/refusal'
import { server } from '../../server/server'
import { TakeDownModal } from './TakeDownModal'
import { versionTexts } from './words'

interface Place {
  row: VersionRowShown
  version: VersionShown
  roles: readonly OperatorRole[]
  onChanged: () => void
}

/** What can be done with one benefit: in a draft it is edited or removed; what is live can be stopped at once. */
export function RowActions({ row, version, roles, onChanged }: Place) {
  const texts = versionTexts()
  const { modal, message } = App.useApp()
  const [isStopping, setStopping] = useState(false)
  const title = row.cells.title ?? row.benefitId
  const isDraft = version.state === 'draft' && roles.includes('maker')
  const mayStop = roles.some((role) => role === 'maker' || role === 'checker')
  const remove = async () => {
    const params = { versionId: version.id, benefitId: row.benefitId }
    await server.versions
      .removeRow({ params, query: { revision: row.revision ?? '' } })
      .then(onChanged, (error: unknown) => message.error(sentenceOf(error)))
  }
  const askRemoval = () =>
    modal.confirm({
      title: texts.removeTitle(title),
      content: texts.removeText,
      okText: texts.remove,
      okButtonProps: { danger: true },
      onOk: remove,
    })
  const items = [
    ...(isDraft && row.kind !== 'removed' ? [{ key: 'remove', label: texts.remove, onClick: askRemoval }] : []),
    ...(mayStop && isStoppable(row)
      ? [{ key: 'stop', label: texts.takeDown, danger: true, onClick: () => setStopping(true) }]
      : []),
  ]
  return (
    <Flex gap={4} justify="end">
      {isDraft && row.kind !== 'removed' && <Link href={`/${version.id}/benefits/${row.benefitId}`}>{texts.edit}</Link>}
      {items.length > 0 && (
        <Dropdown menu={{ items }} trigger={['click']}>
          <Button size="small" type="text" icon={<MoreOutlined />} aria-label={`${texts.more} ${title}`} />
        </Dropdown>
      )}
      {isStopping && (
        <TakeDownModal benefit={{ id: row.benefitId, title }} onClose={() => setStopping(false)} onDone={onChanged} />
      )}
    </Flex>
  )
}

/** On offer now, and not stopped already. */
export function isStoppable({ live }: VersionRowShown): boolean {
  return live !== null && !live.retired && live.takenDownAt === null
}
