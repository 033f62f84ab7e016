import Taro from '@tarojs/taro'

/** @returns whether it was copied; WeChat refuses without the person's consent to its privacy terms. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await Taro.setClipboardData({ data: text })
    return true
  } catch {
    return false
  }
}
