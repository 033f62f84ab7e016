import { createServer, type Server } from 'node:net'
import { chooseServer } from './databaseServer'
import { greeted } from './greeting'

const programs = { server: '/usr/sbin/mariadbd', install: '/usr/bin/mariadb-install-db' }

test.each<[string, Parameters<typeof chooseServer>[0], ReturnType<typeof chooseServer>]>([
  [
    'the server that DATABASE_URL names, without its database',
    { databaseUrl: 'mariadb://user:password@db.example:3307/kaquan', programs, mayInstall: true },
    { kind: 'given', url: 'mysql://user:password@db.example:3307/' },
  ],
  [
    'a private one, when DATABASE_URL names the embedded database',
    { databaseUrl: 'sqlite:kaquan.sqlite', programs, mayInstall: true },
    { kind: 'private', programs },
  ],
  [
    'a private one, without DATABASE_URL',
    { databaseUrl: undefined, programs, mayInstall: false },
    { kind: 'private', programs },
  ],
  ['one to be installed', { databaseUrl: undefined, programs: undefined, mayInstall: true }, { kind: 'install' }],
  ['none', { databaseUrl: '', programs: undefined, mayInstall: false }, { kind: 'missing' }],
])('chooses %s', (_, found, choice) => {
  expect(chooseServer(found)).toEqual(choice)
})

describe('waiting for a greeting', () => {
  let listening: Server
  const listen = (greet: (write: (text: string) => void, hangUp: () => void) => void) =>
    new Promise<{ host: string; port: number }>((resolve) => {
      listening = createServer((socket) =>
        greet(
          (text) => socket.write(text),
          () => socket.end(),
        ),
      )
      listening.listen(0, '127.0.0.1', () => {
        const address = listening.address()
        resolve({ host: '127.0.0.1', port: address && typeof address === 'object' ? address.port : 0 })
      })
    })
  afterEach(() => new Promise((resolve) => listening.close(resolve)))

  test('ends when the server speaks', async () => {
    const place = await listen((write) => write('5.5.5-MariaDB'))
    await expect(greeted(place)).resolves.toBeUndefined()
  })

  test('fails when it hangs up', async () => {
    const place = await listen((_, hangUp) => hangUp())
    await expect(greeted(place)).rejects.toThrow('closed without a greeting')
  })

  test('fails when it stays silent', async () => {
    const place = await listen(() => undefined)
    await expect(greeted(place, 50)).rejects.toThrow('no greeting within 50 ms')
  })
})
