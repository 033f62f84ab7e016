import { addressKey, networkKey, plainAddress } from './networks'

test.each([
  ['203.0.113.7', '203.0.113.7'],
  [' 203.0.113.7 ', '203.0.113.7'],
  ['203.0.113.7:51234', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['::FFFF:cb00:7107', '203.0.113.7'],
  ['[2001:db8::1]:443', '2001:db8:0:0:0:0:0:1'],
  ['2001:0DB8:0::1', '2001:db8:0:0:0:0:0:1'],
  ['fe80::1%eth0', 'fe80:0:0:0:0:0:0:1'],
  ['::1', '0:0:0:0:0:0:0:1'],
  ['::', '0:0:0:0:0:0:0:0'],
  ['64:ff9b::203.0.113.7', '64:ff9b:0:0:0:0:cb00:7107'],
])('%s is %s', (written, plain) => expect(plainAddress(written)).toBe(plain))

test.each(['', 'unknown', '203.0.113', '203.0.113.256', '2001:db8::1::2', 'localhost', '1.2.3.4, 5.6.7.8', '_hidden'])(
  '"%s" is no address',
  (written) => expect(plainAddress(written)).toBeNull(),
)

test('one spelling is one key, whichever way an address is written', () => {
  expect(new Set(['203.0.113.7', '::ffff:203.0.113.7', '::ffff:cb00:7107'].map(addressKey)).size).toBe(1)
})

test('who owns the last 64 bits of IPv6 gains nothing by changing them', () => {
  expect(addressKey('2001:db8:1:2::1')).toBe(addressKey('2001:db8:1:2:ffff:ffff:ffff:ffff'))
  expect(addressKey('2001:db8:1:2::1')).not.toBe(addressKey('2001:db8:1:3::1'))
})

test.each([
  ['203.0.113.7', '203.0.113.0/24'],
  ['::ffff:203.0.113.250', '203.0.113.0/24'],
  ['2001:db8:1:2::1', '2001:db8:1::/48'],
  ['2001:db8:1:ffff::1', '2001:db8:1::/48'],
  ['2001:db8:2::1', '2001:db8:2::/48'],
])('%s is in %s', (address, network) => expect(networkKey(address)).toBe(network))
