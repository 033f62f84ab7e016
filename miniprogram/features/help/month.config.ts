export default definePageConfig({ navigationBarTitleText: '安全一分钟' })
