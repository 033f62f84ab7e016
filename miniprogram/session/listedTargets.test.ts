import { listedTargets } from './listedTargets'

const bank = { id: 'a', title: '账户', titleEn: 'Account', appId: 'wx-bank', path: 'p' }
const thief = { ...bank, appId: 'wx-thief' }
const signed = (text: string) => ({ text, signature: 's', publicKey: 'k' })

test.each<[string, Parameters<typeof listedTargets>[0], readonly string[], unknown[]]>([
  [
    'what is signed, though the answer says otherwise',
    { targets: [thief], signed: signed(JSON.stringify({ targets: [bank] })) },
    [],
    [bank],
  ],
  ['nothing where the signed text cannot be read', { targets: [bank], signed: signed('{') }, [], []],
  ['what is answered where nothing is signed', { targets: [bank], signed: null }, [], [bank]],
  [
    'what is signed by a key that the package knows',
    { targets: [thief], signed: signed(JSON.stringify({ targets: [bank] })) },
    ['older', 'k'],
    [bank],
  ],
  [
    'nothing that another key has signed',
    { targets: [bank], signed: signed(JSON.stringify({ targets: [bank] })) },
    ['other'],
    [],
  ],
  ['nothing unsigned where the package knows a key', { targets: [bank], signed: null }, ['k'], []],
])('jumps to %s', (...[, reply, keys, listed]) => {
  expect(listedTargets(reply, keys)).toEqual(listed)
})
