export default definePageConfig({ navigationBarTitleText: '我的联名卡' })
