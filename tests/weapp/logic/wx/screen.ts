import { type Interfaces, type Options, promised } from '../answered'
import type { Phone } from '../phone'

/** What lies over a page, and the phone's own parts. */
export function screenInterfaces(phone: Phone): Interfaces {
  const shown = (name: string) => ({
    [name]: promised(phone, name, ({ success: _, fail: __, complete: ___, ...given }: Options) =>
      phone.ask(name, given),
    ),
  })
  const ok = (name: string, answer: unknown = {}) => ({ [name]: promised(phone, name, () => answer) })
  let clipboard = ''
  let brightness = 0.5
  return {
    ...shown('showToast'),
    ...shown('hideToast'),
    ...shown('showLoading'),
    ...shown('hideLoading'),
    ...shown('showModal'),
    ...shown('showActionSheet'),
    setClipboardData: promised(phone, 'setClipboardData', async ({ data }) => {
      clipboard = String(data)
      await phone.ask('copied', { text: clipboard })
    }),
    getClipboardData: promised(phone, 'getClipboardData', () => ({ data: clipboard })),
    setScreenBrightness: promised(phone, 'setScreenBrightness', ({ value }) => {
      brightness = Number(value)
    }),
    getScreenBrightness: promised(phone, 'getScreenBrightness', () => ({ value: brightness })),
    ...ok('setVisualEffectOnCapture'),
    ...ok('setKeepScreenOn'),
    ...ok('vibrateShort'),
    ...ok('vibrateLong'),
    ...ok('makePhoneCall'),
    ...ok('previewImage'),
    ...ok('saveImageToPhotosAlbum'),
    ...ok('hideKeyboard'),
    ...ok('canvasToTempFilePath', { tempFilePath: 'wxfile://picture' }),
  }
}
