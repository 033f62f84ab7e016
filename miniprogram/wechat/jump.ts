import Taro from '@tarojs/taro'
import { onH5 } from './platform'

/** Opens another mini-program, which WeChat asks the person about. A browser has no mini-programs to open. */
export async function jumpTo({
  appId,
  path,
}: {
  appId: string
  path: string
}): Promise<'gone' | 'refused' | 'impossible'> {
  if (onH5) return 'impossible'
  try {
    await Taro.navigateToMiniProgram({ appId, path })
    return 'gone'
  } catch {
    return 'refused'
  }
}
