import { View } from '@tarojs/components'
import type { NewsMode, NewsSettings, NewsTopic } from '../../../shared/contract/notifications'
import { formatPoints } from '../../../shared/values/points'
import { Card } from '../../ui/Card'
import { Select } from '../../ui/ChoiceSheet'
import { Section } from '../../ui/Section'
import { SwitchRow } from '../../ui/Switch'
import { amongChoices } from './amongChoices'
import { newsWords } from './words'

const topics: NewsTopic[] = ['redemption', 'expiring', 'tier', 'security']
const modes: NewsMode[] = ['each', 'daily', 'off']
const amounts = [0, 100, 500, 1_000]
const evenings = ['20:00', '21:00', '22:00', '23:00', '00:00']
const mornings = ['06:00', '07:00', '08:00', '09:00', '10:00']

interface NewsFormProps {
  settings: NewsSettings
  /** Under way, or not to be changed now. */
  still: boolean
  onChange: (settings: NewsSettings) => void
}

/** Every change is saved at once. */
export function NewsForm({ settings, still, onChange }: NewsFormProps) {
  const words = newsWords()
  const { quiet } = settings
  const setQuiet = (changes: Partial<typeof quiet>) => onChange({ ...settings, quiet: { ...quiet, ...changes } })
  const times = (choices: string[], chosen: string) =>
    amongChoices(choices, chosen).map((value) => ({ value, text: value }))
  return (
    <>
      <View className="page__note settings__lead">{words.newsText}</View>
      <Card flush>
        {topics.map((topic) => (
          <Select
            key={topic}
            {...words.topics[topic]}
            disabled={still}
            choices={modes.map((value) => ({ value, ...words.modes[value] }))}
            chosen={settings.modes[topic]}
            onChoose={(mode) => onChange({ ...settings, modes: { ...settings.modes, [topic]: mode } })}
          />
        ))}
        <Select
          title={words.expiringAbove}
          disabled={still || settings.modes.expiring === 'off'}
          choices={amongChoices(amounts, settings.expiringAbove).map((amount) => ({
            value: String(amount),
            text: amount === 0 ? words.every : words.above(formatPoints(amount)),
          }))}
          chosen={String(settings.expiringAbove)}
          onChoose={(amount) => onChange({ ...settings, expiringAbove: Number(amount) })}
        />
      </Card>
      <Section title={words.quietTitle} />
      <Card flush>
        <SwitchRow
          title={words.quiet}
          note={words.quietNote}
          on={quiet.on}
          disabled={still}
          onChange={(on) => setQuiet({ on })}
        />
        <Select
          title={words.from}
          disabled={still || !quiet.on}
          choices={times(evenings, quiet.from)}
          chosen={quiet.from}
          onChoose={(from) => setQuiet({ from })}
        />
        <Select
          title={words.until}
          disabled={still || !quiet.on}
          choices={times(mornings, quiet.until)}
          chosen={quiet.until}
          onChoose={(until) => setQuiet({ until })}
        />
      </Card>
    </>
  )
}
