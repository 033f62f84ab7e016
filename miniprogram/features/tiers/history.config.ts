export default definePageConfig({ navigationBarTitleText: '等级记录', enablePullDownRefresh: true })
