export default definePageConfig({ navigationBarTitleText: '绑定联名卡' })
