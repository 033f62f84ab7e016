export default definePageConfig({ navigationBarTitleText: '官方身份' })
