import { useState } from 'react'
import type { VersionRowShown, VersionShown } from '../../../shared/contract/versions'
import { server } from '../../server/server'
import { BatchModal, type BatchWish } from '../../ui/list/BatchModal'
import type { BatchAction } from '../../ui/list/ListPage'
import type { SignedIn } from '../door/useStanding'
import { isStoppable } from './RowActions'
import { versionTexts } from './words'

interface Chosen {
  what: 'remove' | 'stop'
  rows: VersionRowShown[]
}

interface Place {
  version: VersionShown
  who: SignedIn
  onChanged: () => void
}

/** What can be done with many benefits at once: taken out of a draft, or stopped. The dialog is drawn by who asks. */
export function useRowBatch(place: Place) {
  const texts = versionTexts()
  const [chosen, setChosen] = useState<Chosen>()
  const { roles } = place.who.operator
  const remove: BatchAction<VersionRowShown> = {
    label: texts.removeAll,
    fits: ({ kind }) => kind !== 'removed',
    act: (rows) => setChosen({ what: 'remove', rows }),
  }
  const stop: BatchAction<VersionRowShown> = {
    label: texts.takeDownAll,
    danger: true,
    fits: isStoppable,
    act: (rows) => setChosen({ what: 'stop', rows }),
  }
  const isDraft = place.version.state === 'draft' && roles.includes('maker')
  const mayStop = roles.includes('maker') || roles.includes('checker')
  return {
    batch: [...(isDraft ? [remove] : []), ...(mayStop ? [stop] : [])],
    dialog: chosen && <RowBatch {...place} chosen={chosen} onClose={() => setChosen(undefined)} />,
  }
}

function RowBatch({
  version,
  chosen: { what, rows },
  onChanged,
  onClose,
}: Place & { chosen: Chosen; onClose: () => void }) {
  const texts = versionTexts()
  const isStop = what === 'stop'
  const act = ({ benefitId, revision }: VersionRowShown, { reason, key }: BatchWish) =>
    isStop
      ? server.versions.takeDown({ params: { benefitId }, body: { reason }, key })
      : server.versions.removeRow({
          params: { versionId: version.id, benefitId },
          query: { revision: revision ?? '' },
        })
  return (
    <BatchModal<VersionRowShown>
      title={isStop ? texts.takeDownAll(rows.length) : texts.removeAll(rows.length)}
      okText={isStop ? texts.takeDown : texts.remove}
      danger
      rows={rows}
      nameOf={({ benefitId, cells }) => `${benefitId} ${cells.title ?? ''}`}
      needsReason={isStop}
      act={act}
      onDone={onChanged}
      onClose={onClose}
    />
  )
}
