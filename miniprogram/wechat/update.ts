import Taro from '@tarojs/taro'
import { onH5 } from './platform'

interface UpdateWords {
  title: string
  text: string
  restart: string
  later: string
}

let isReady = false
let isDemanded = false
let ask = () => {}

/**
 * WeChat loads a new version by itself while the old one runs; it takes effect with a restart, which the person is asked
 * for. Where the server no longer understands the old one, there is nothing to put off. A browser loads anew by itself.
 */
export function watchForUpdates(words: () => UpdateWords): void {
  if (onH5) return
  const manager = Taro.getUpdateManager()
  ask = async () => {
    const { title, text, restart, later } = words()
    const { confirm } = await Taro.showModal({
      title,
      content: text,
      confirmText: restart,
      cancelText: later,
      showCancel: !isDemanded,
    })
    if (confirm) manager.applyUpdate()
  }
  manager.onUpdateReady(() => {
    isReady = true
    ask()
  })
}

/** The server has asked for a newer version: what is ready is asked for once more, and cannot be put off. */
export function demandUpdate(): void {
  if (isDemanded) return
  isDemanded = true
  if (isReady) ask()
}

/** Starts the newest version that there is. */
export function restartUpdated(): void {
  if (onH5) window.location.reload()
  else if (isReady) Taro.getUpdateManager().applyUpdate()
  // WeChat looks for a new version when a mini-program starts; before version 3.0.1 of it only the person can do that.
  else if (Taro.canIUse('restartMiniProgram')) restartFrom('/features/home/home')
}

function restartFrom(path: string): void {
  ;(Taro as unknown as { restartMiniProgram(option: { path: string }): void }).restartMiniProgram({ path })
}
