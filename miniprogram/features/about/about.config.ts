export default definePageConfig({ navigationBarTitleText: '关于与规则' })
