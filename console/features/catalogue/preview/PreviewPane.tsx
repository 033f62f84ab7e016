import { Button, Flex, Skeleton, Typography } from 'antd'
import { useState } from 'react'
import type { VersionRowShown, VersionShown } from '../../../../shared/contract/versions'
import { sentenceOf } from '../../../server/refusal'
import { server } from '../../../server/server'
import { usePages } from '../../../server/usePages'
import { listTexts } from '../../../ui/list/words'
import { isDark } from '../../../ui/theme'
import { formatMoment } from '../../../words/moments'
import { Phone, type PhoneTheme, ThemeChoice } from './PhoneFrame'
import { PreviewDetail } from './PreviewDetail'
import { PreviewList } from './PreviewList'
import './phone.css'
import { NotDone } from '../../../ui/NotDone'
import { phoneTexts } from './phoneWords'
import { type ShownBenefit, shownBenefit, stockAt } from './shownBenefit'

/** A version on two phones: the list, and what was chosen from it. */
export function PreviewPane({ version }: { version: VersionShown }) {
  const texts = phoneTexts()
  const [theme, setTheme] = useState<PhoneTheme>(isDark() ? 'dark' : 'light')
  const [chosen, setChosen] = useState<string>()
  const { items, error, isLoading, hasMore, more } = usePages(`preview ${version.id}`, async (cursor) => {
    const { rows, next } = await server.versions.rows({ params: { versionId: version.id }, query: { cursor } })
    return { items: rows, next }
  })
  const now = version.publishAt ? new Date(version.publishAt) : new Date()
  const benefits = shownTo(items, now)
  const benefit = benefits.find(({ id }) => id === chosen) ?? benefits[0]
  const at = version.publishAt ? texts.shownAs(formatMoment(version.publishAt).slice(0, 16)) : texts.shownNow
  if (isLoading && items.length === 0) return <Skeleton active />
  return (
    <Flex vertical gap={12}>
      <NotDone sentence={error === undefined ? null : sentenceOf(error)} />
      <Flex gap={16} align="center" wrap>
        <ThemeChoice theme={theme} onChoose={setTheme} />
        <Typography.Text type="secondary">{at}</Typography.Text>
      </Flex>
      <Flex gap={24} wrap>
        <Phone theme={theme}>
          <PreviewList benefits={benefits} now={now} chosen={benefit?.id} onChoose={setChosen} />
        </Phone>
        <Phone theme={theme}>
          {benefit ? <PreviewDetail benefit={benefit} now={now} /> : <div className="phone__empty">{texts.choose}</div>}
        </Phone>
      </Flex>
      {hasMore && (
        <Flex gap={12} align="center">
          <Button onClick={more} loading={isLoading}>
            {listTexts().more}
          </Button>
          <Typography.Text type="secondary">{texts.loadedSoFar(items.length)}</Typography.Text>
        </Flex>
      )}
    </Flex>
  )
}

/** What is in the version, is not down, and has not ended. */
function shownTo(rows: readonly VersionRowShown[], now: Date): ShownBenefit[] {
  return rows
    .filter(({ kind, live }) => kind !== 'removed' && !live?.takenDownAt)
    .map(({ benefitId, cells, live }) => shownBenefit(benefitId, cells, live?.issued ?? 0))
    .filter((benefit) => stockAt(benefit, now).state !== 'ended')
}
