import Taro from '@tarojs/taro'
import { onH5 } from './platform'

/**
 * Gives a text to the person as a file: a browser downloads it, WeChat lets it be sent to a chat, since a mini-program has
 * no folder that people can open. Answers false where it could not be given.
 */
export async function saveText({ name, text }: { name: string; text: string }): Promise<boolean> {
  try {
    if (onH5) return download(name, text)
    const filePath = `${Taro.env.USER_DATA_PATH}/${name}`
    const files = Taro.getFileSystemManager()
    files.writeFileSync(filePath, text, 'utf8')
    try {
      await Taro.shareFileMessage({ filePath, fileName: name })
    } finally {
      // What was sent is with the person; on the phone it would be one more place to forget it in.
      files.unlinkSync(filePath)
    }
    return true
  } catch {
    return false
  }
}

function download(name: string, text: string): boolean {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
  return true
}
