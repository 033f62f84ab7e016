export default definePageConfig({
  navigationBarTitleText: '云杉星野联名卡',
  enablePullDownRefresh: true,
  enableShareAppMessage: true,
})
