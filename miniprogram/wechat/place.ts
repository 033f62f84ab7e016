import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { createVisits } from './visits'

/** Another one each time a page is opened: Taro puts the moment into it. */
const place = () => Taro.getCurrentInstance().router?.$taroPath ?? ''

export const visits = createVisits(place)

/** Gives up what a page still reads when it is closed. A tab is never closed. */
export function useLeaving(): void {
  const [here] = useState(place)
  useEffect(() => () => visits.leave(here), [here])
}
