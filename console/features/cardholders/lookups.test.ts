import { lookupsOf } from './lookups'

const id = '01KABCDEFGHJKMNPQRSTVWXYZ0'

test.each([
  ['13800138000', [{ by: 'phone', phone: '13800138000' }]],
  [' 138 0013 8000 ', [{ by: 'phone', phone: '13800138000' }]],
  ['+86 138-0013-8000', [{ by: 'phone', phone: '13800138000' }]],
  ['8192', [{ by: 'card', last4: '8192' }]],
  [
    id.toLowerCase(),
    [
      { by: 'cardholder', cardholderId: id },
      { by: 'redemption', number: id },
    ],
  ],
  ['K-20261122-0001', [{ by: 'redemption', number: 'K-20261122-0001' }]],
  // A whole card number is sent nowhere.
  ['6222020000000000', []],
  ['138', []],
  ['', []],
  ['张三', []],
])('%j is looked up as %j', (typed, lookups) => {
  expect(lookupsOf(typed)).toEqual(lookups)
})
