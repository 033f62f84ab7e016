import Taro from '@tarojs/taro'

jest.mock('@tarojs/taro', () => ({ getAppBaseInfo: jest.fn(), getStorageSync: jest.fn(), setStorageSync: jest.fn() }))
jest.mock('./platform', () => ({ onH5: false }))

const phone = (info: object) => jest.mocked(Taro.getAppBaseInfo).mockReturnValue(info as never)
/** The choice is read once in the life of the mini-program. */
function started() {
  let system = {} as typeof import('./system')
  jest.isolateModules(() => {
    system = jest.requireActual('./system')
  })
  return system
}

describe('the language', () => {
  it.each([
    ['zh_CN', 'zh'],
    ['en', 'en'],
    ['en_US', 'en'],
    ['fr', 'zh'],
    [undefined, 'zh'],
  ])('of a phone set to %s is %s', (language, expected) => {
    phone({ language })
    expect(started().language()).toBe(expected)
  })

  it('is what was chosen, whatever the phone says, until the phone is chosen again', () => {
    phone({ language: 'zh_CN' })
    const { language, languageChoice, setLanguage } = started()
    setLanguage('en')
    expect([language(), languageChoice()]).toEqual(['en', 'en'])
    expect(Taro.setStorageSync).toHaveBeenLastCalledWith('language', '"en"')
    setLanguage('phone')
    expect(language()).toBe('zh')
  })
})

describe('the type', () => {
  it.each([
    [16, 1],
    [18.4, 1.15],
    [22.4, 1.4],
    [26, 1.4],
    [12, 0.9],
    [undefined, 1],
  ])('at the text size %s of WeChat is %s times as large', (fontSizeSetting, scale) => {
    phone({ fontSizeSetting })
    expect(started().typeScale()).toBeCloseTo(scale)
  })
})
