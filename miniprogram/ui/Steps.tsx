import { View } from '@tarojs/components'
import { aria } from './aria'
import { Icon } from './Icon'
import { uiWords } from './words'

interface StepsProps {
  label: string
  /** Three or four short names. */
  names: string[]
  /** The one that somebody is at, from 0; the number of names when all are done. */
  at: number
}

/** How far somebody is in a wizard. What is to be done one after another, with sentences, is a `Timeline`. */
export function Steps({ label, names, at }: StepsProps) {
  const words = uiWords()
  return (
    <View className="steps" {...aria({ role: 'list', label })}>
      {names.map((name, index) => {
        const state = index < at ? 'done' : index === at ? 'now' : 'next'
        return (
          <View
            key={name}
            className={`steps__one steps__one--${state}`}
            {...aria({ role: 'listitem', label: words.step(index + 1, name, words.stepStates[state]) })}
          >
            <View className="steps__mark">{state === 'done' ? <Icon name="check" size="small" /> : index + 1}</View>
            <View className="steps__name">{name}</View>
          </View>
        )
      })}
    </View>
  )
}
