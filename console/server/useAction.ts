import { useCallback, useState } from 'react'
import { sentenceOf } from './refusal'

/** Something that an operator does: one at a time, with the sentence of what stood against it. */
export function useAction<Input>(work: (input: Input) => Promise<void>): {
  act: (input: Input) => Promise<void>
  isActing: boolean
  sentence: string | null
} {
  const [state, setState] = useState<{ isActing: boolean; sentence: string | null }>({
    isActing: false,
    sentence: null,
  })
  const act = useCallback(
    async (input: Input) => {
      setState({ isActing: true, sentence: null })
      try {
        await work(input)
        setState({ isActing: false, sentence: null })
      } catch (error) {
        setState({ isActing: false, sentence: sentenceOf(error) })
      }
    },
    [work],
  )
  return { act, isActing: state.isActing, sentence: state.sentence }
}
