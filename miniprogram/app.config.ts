import { withGallery } from '../config/gallery'

const onH5 = process.env.TARO_ENV === 'h5'

// WeChat draws its own bars, in colours of theme.json. A browser has none: there the pages bring their own.
const tab = (page: string, name: string, text: string) => ({
  pagePath: `features/${page}/${page}`,
  text,
  iconPath: onH5 ? '' : `@${name}Icon`,
  selectedIconPath: onH5 ? '' : `@${name}IconChosen`,
})

export default defineAppConfig({
  pages: ['features/home/home', 'features/catalogue/catalogue', 'features/wallet/wallet', 'features/me/me'],
  subPackages: [
    { root: 'features/redemption', pages: ['benefit', 'result'] },
    { root: 'features/ledger', pages: ['ledger', 'lots'] },
    { root: 'features/wallet/code', pages: ['code'] },
    { root: 'features/entitlements', pages: ['entitlements'] },
    { root: 'features/tiers', pages: ['tiers', 'history', 'evaluation', 'ceremony'] },
    { root: 'features/cards', pages: ['bind', 'cards'] },
    { root: 'features/identity', pages: ['login', 'devices'] },
    { root: 'features/settings', pages: ['notifications', 'lock', 'inbox'] },
    { root: 'features/about', pages: ['about'] },
    { root: 'features/help', pages: ['help', 'official', 'month'] },
    { root: 'features/privacy', pages: ['privacy', 'text', 'data', 'section', 'deletion'] },
    ...(withGallery ? [{ root: 'features/gallery', pages: ['gallery'] }] : []),
  ],
  preloadRule: {
    'features/home/home': {
      network: 'all',
      packages: ['features/redemption', 'features/ledger', 'features/entitlements', 'features/tiers'],
    },
    'features/catalogue/catalogue': { network: 'all', packages: ['features/redemption'] },
    'features/wallet/wallet': { network: 'all', packages: ['features/wallet/code', 'features/redemption'] },
    'features/me/me': { network: 'all', packages: ['features/cards', 'features/identity', 'features/settings'] },
  },
  tabBar: {
    custom: onH5,
    color: '@tabText',
    selectedColor: '@tabTextChosen',
    backgroundColor: '@tabBackground',
    borderStyle: '@tabBorder' as 'black',
    list: [
      tab('home', 'home', '首页'),
      tab('catalogue', 'gift', '权益'),
      tab('wallet', 'wallet', '卡包'),
      tab('me', 'person', '我的'),
    ],
  },
  window: {
    navigationBarBackgroundColor: '@navigationBackground',
    navigationBarTextStyle: '@navigationText',
    navigationBarTitleText: '云杉星野联名卡',
    backgroundColor: '@pageBackground',
    backgroundTextStyle: '@pullDownText',
    ...(onH5 ? { navigationStyle: 'custom' } : {}),
  },
  ...(onH5
    ? { animation: false }
    : { darkmode: true, themeLocation: 'theme.json', lazyCodeLoading: 'requiredComponents' }),
})
