import { listedTargets } from './listedTargets'

const bank = { id: 'a', title: '账户', titleEn: 'Account', appId: 'wx-bank', path: 'p' }
const thief = { ...bank, appId: 'wx-thief' }
const signed = (text: string) => ({ text, signature: 's', publicKey: 'k' })

test.each([
  [
    'what is signed, though the answer says otherwise',
    { targets: [thief], signed: signed(JSON.stringify({ targets: [bank] })) },
    [bank],
  ],
  ['nothing where the signed text cannot be read', { targets: [bank], signed: signed('{') }, []],
  ['what is answered where nothing is signed', { targets: [bank], signed: null }, [bank]],
])('jumps to %s', (_, reply, listed) => {
  expect(listedTargets(reply)).toEqual(listed)
})
