export default definePageConfig({ navigationBarTitleText: '等级', enablePullDownRefresh: true })
