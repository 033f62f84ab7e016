import { useEffect } from 'react'
import type { ImportShown } from '../../../shared/contract/imports'
import { server } from '../../server/server'
import { type Answer, useAnswer } from '../../server/useAnswer'

const askAgainMs = 1_000

/** One import; while it is being checked it is asked for again and again. */
export function useImport(importId: string): Answer<ImportShown> {
  const params = { importId }
  const answer = useAnswer(importId, () => server.imports.import({ params, query: {} }))
  const { data, isLoading, reload } = answer
  const isWaiting = data?.state === 'checking' && !isLoading
  useEffect(() => {
    if (!isWaiting) return
    const timer = setTimeout(reload, askAgainMs)
    return () => clearTimeout(timer)
  }, [isWaiting, reload])
  return answer
}
