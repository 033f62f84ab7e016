import { View } from '@tarojs/components'
import { useCallback, useState } from 'react'
import type { BenefitCard, BenefitCategory } from '../../../shared/contract/catalogue'
import type { Taste, Tastes } from '../../../shared/contract/tastes'
import { benefitCategoryWords } from '../../../shared/words/categories'
import { useList } from '../../answers/useList'
import { server } from '../../session/server'
import { Answered } from '../../ui/Answered'
import { Chips } from '../../ui/Chips'
import { Empty } from '../../ui/Empty'
import { ListEnd } from '../../ui/ListEnd'
import { LongList } from '../../ui/LongList'
import { Page } from '../../ui/Page'
import { SearchField } from '../../ui/SearchField'
import { useEndReached, usePull, useShown } from '../../wechat/page'
import { useShare } from '../../wechat/share'
import { typeScale } from '../../wechat/system'
import { say } from '../../words/words'
import { BenefitRow } from './BenefitRow'
import './benefits.scss'
import './catalogue.scss'
import { FilterLine } from './FilterLine'
import { everything, isNarrowed, type Looking, queryOf } from './looking'
import { TastesSheet } from './TastesSheet'
import { useTyped } from './useTyped'
import { WhySheet } from './WhySheet'
import { takeWish } from './wish'
import { catalogueWords } from './words'

export default function CataloguePage() {
  const words = catalogueWords()
  const [looking, setLooking] = useState(() => takeWish() ?? everything)
  const [typed, setTyped] = useTyped(looking.words, (text) => setLooking({ ...looking, words: text }))
  const [tastes, setTastes] = useState<Tastes | null>(null)
  const [asking, setAsking] = useState<'tastes' | { because: Taste }>()
  const { answer, more, loadMore, reload } = useList({
    name: `catalogue:${JSON.stringify(queryOf(looking))}`,
    keep: !isNarrowed(looking),
    keyOf,
    ask: async (cursor) => {
      const { benefits, next, tastes: mine } = await server.catalogue.list({ query: { ...queryOf(looking), cursor } })
      setTastes((before) => (JSON.stringify(before) === JSON.stringify(mine) ? before : mine))
      return { items: benefits, next }
    },
  })
  useShown(() => {
    const wish = takeWish()
    if (wish) setLooking(wish)
  })
  usePull(reload)
  useShare({ title: words.shareTitle, page: 'catalogue' })
  useEndReached(loadMore)
  const askWhy = useCallback((because: Taste) => setAsking({ because }), [])
  const lookForAll = () => {
    setTyped('')
    setLooking(everything)
  }
  const saved = (chosen: Tastes) => {
    setTastes(chosen)
    setAsking(undefined)
    reload()
  }
  return (
    <Page title={words.title} tab="catalogue">
      <SearchField
        label={words.search}
        placeholder={words.searchHint}
        value={typed}
        onInput={setTyped}
        onSearch={(text) => setLooking({ ...looking, words: text })}
      />
      <View className="catalogue__chips">
        <Chips
          label={words.categories}
          choices={choices()}
          chosen={looking.category}
          onChoose={(category) => setLooking({ ...looking, category })}
        />
        <FilterLine
          looking={looking}
          onLook={setLooking}
          tastes={tastes ? { active: isPersonal(tastes), onOpen: () => setAsking('tastes') } : undefined}
        />
      </View>
      <Answered answer={answer} reload={reload}>
        {(benefits) =>
          benefits.length === 0 ? (
            <Nothing looking={looking} onEverything={lookForAll} />
          ) : (
            <>
              <Benefits benefits={benefits} tastes={tastes} onWhy={askWhy} />
              <ListEnd more={more} loadMore={loadMore} />
            </>
          )
        }
      </Answered>
      {asking === 'tastes' && tastes && (
        <TastesSheet tastes={tastes} onSaved={saved} onClose={() => setAsking(undefined)} />
      )}
      {typeof asking === 'object' && tastes && (
        <WhySheet
          because={asking.because}
          tastes={tastes}
          onChange={() => setAsking('tastes')}
          onSaved={saved}
          onClose={() => setAsking(undefined)}
        />
      )}
    </Page>
  )
}

const keyOf = ({ id }: BenefitCard) => id
const isPersonal = ({ personal, chosen }: Tastes) => personal && chosen.length > 0
/** Of a row at normal type: picture, title and tags. */
const rowHeightPx = 88

interface BenefitsProps {
  benefits: BenefitCard[]
  tastes: Tastes | null
  onWhy: (because: Taste) => void
}

function Benefits({ benefits, tastes, onWhy }: BenefitsProps) {
  const liked = tastes && isPersonal(tastes) ? tastes.chosen : nothingLiked
  const row = useCallback(
    (benefit: BenefitCard) => {
      const taste = liked.find((each) => each === benefit.category)
      return <BenefitRow benefit={benefit} because={taste && { taste, onAsk: onWhy }} />
    },
    [liked, onWhy],
  )
  return (
    <View className="benefit-list">
      <LongList label={catalogueWords().list} items={benefits} keyOf={keyOf} rowHeight={rowHeightPx * typeScale()}>
        {row}
      </LongList>
    </View>
  )
}

const nothingLiked: readonly Taste[] = []

/** Nothing is a dead end: what was looked for is given up with one tap. */
function Nothing({ looking, onEverything }: { looking: Looking; onEverything: () => void }) {
  const words = catalogueWords()
  if (!isNarrowed(looking)) return <Empty icon="gift" title={words.emptyTitle} text={words.emptyText} />
  const isMine = looking.redeemable && !isNarrowed({ ...looking, redeemable: false })
  const action = { text: words.seeAll, onClick: onEverything }
  return isMine ? (
    <Empty icon="gift" title={words.noneRedeemable} text={words.noneRedeemableText} action={action} />
  ) : (
    <Empty icon="search" title={words.noneTitle} text={words.noneText} action={action} />
  )
}

function choices(): { value: Looking['category']; text: string }[] {
  const categories = Object.entries(benefitCategoryWords) as [BenefitCategory, { zh: string; en: string }][]
  return [
    { value: 'all', text: catalogueWords().all },
    ...categories.map(([value, name]) => ({ value, text: say(name) })),
  ]
}
