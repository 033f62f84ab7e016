/** What a handler is given beside what a test is about. */
export const blankRequest = {
  address: '10.0.0.1',
  requestId: 'r',
  params: undefined,
  query: undefined,
  body: undefined,
  key: undefined,
}
