import { isPublicLink } from './publicLink'

test.each([
  'https://coupon.example/c?serial=1&from=simulator#top',
  'https://a.b.cn',
  'https://xn--fiqs8s.example/%E5%88%B8',
  `https://coupons.example/take?token=${'a'.repeat(400)}`,
])('%s is one', (link) => {
  expect(isPublicLink(link)).toBe(true)
})

test.each([
  'http://coupon.example/',
  'javascript:alert(1)//coupon.example',
  'data:text/html,x',
  'file:///etc/passwd',
  'HTTPS:coupon.example',
  '//coupon.example/',
  'https://me:pw@coupon.example/',
  'https://me@coupon.example/',
  'https://coupon.example:8443/',
  'https://127.0.0.1/',
  'https://127.1/',
  'https://2130706433/',
  'https://0x7f.0.0.1/',
  'https://0177.0.0.1/',
  'https://169.254.169.254/latest/meta-data/',
  'https://10.0.0.1/',
  'https://192.168.1.1/',
  'https://[::1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://１２７.0.0.1/',
  'https://localhost/',
  'https://a.localhost/',
  'https://printer/',
  'https://printer.local/',
  'https://metadata.google.internal/',
  'https://metadata.google.internal./',
  'https://router.lan/',
  'https://coupon.example\\@evil.example/',
  'https://a b.cn/',
  'https://coupon.example/"onload=',
  'https://coupon.example/<script>',
  `https://coupon.example/${'a'.repeat(600)}`,
  'https://',
  'https://.',
  '',
])('%j is none', (link) => {
  expect(isPublicLink(link)).toBe(false)
})
