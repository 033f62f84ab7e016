import { View } from '@tarojs/components'
import { useState } from 'react'
import type { BenefitCategory } from '../../../shared/contract/catalogue'
import { benefitCategoryWords } from '../../../shared/words/categories'
import { useList } from '../../answers/useList'
import { server } from '../../session/server'
import { Answered } from '../../ui/Answered'
import { Chips } from '../../ui/Chips'
import { Empty } from '../../ui/Empty'
import { ListEnd } from '../../ui/ListEnd'
import { Page } from '../../ui/Page'
import { useEndReached, usePull } from '../../wechat/page'
import { say } from '../../words/words'
import { BenefitRow } from './BenefitRow'
import './benefits.scss'
import './catalogue.scss'
import { catalogueWords } from './words'

type Choice = BenefitCategory | 'all'

export default function CataloguePage() {
  const words = catalogueWords()
  const [chosen, setChosen] = useState<Choice>('all')
  const { answer, more, loadMore, reload } = useList({
    name: `catalogue:${chosen}`,
    keep: chosen === 'all',
    ask: async (cursor) => {
      const category = chosen === 'all' ? undefined : chosen
      const { benefits, next } = await server.catalogue.list({ query: { category, cursor } })
      return { items: benefits, next }
    },
  })
  usePull(reload)
  useEndReached(loadMore)
  return (
    <Page title={words.title} tab="catalogue">
      <View className="catalogue__chips">
        <Chips label={words.categories} choices={choices()} chosen={chosen} onChoose={setChosen} />
      </View>
      <Answered answer={answer} reload={reload}>
        {(benefits) =>
          benefits.length === 0 ? (
            <Empty
              icon="gift"
              title={words.emptyTitle}
              text={words.emptyText}
              action={chosen === 'all' ? undefined : { text: words.seeAll, onClick: () => setChosen('all') }}
            />
          ) : (
            <>
              <View className="benefit-list">
                {benefits.map((benefit) => (
                  <BenefitRow key={benefit.id} benefit={benefit} />
                ))}
              </View>
              <ListEnd more={more} loadMore={loadMore} />
            </>
          )
        }
      </Answered>
    </Page>
  )
}

function choices(): { value: Choice; text: string }[] {
  const categories = Object.entries(benefitCategoryWords) as [BenefitCategory, { zh: string; en: string }][]
  return [
    { value: 'all', text: catalogueWords().all },
    ...categories.map(([value, name]) => ({ value, text: say(name) })),
  ]
}
