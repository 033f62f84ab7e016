import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { REPOSITORY } from '../../scripts/check/runTool'
import { filesBelow } from '../../scripts/check/sourceTree'
import { bytesFromOutside } from '../../server/adapters/outsideCall'
import { Unsure } from '../../server/ports/unsure'
import type { Serving } from '../support/serving'
import { playOutside } from '../support/suppliers'

const sources = filesBelow(REPOSITORY).filter(
  (path) => /^server\/.*\.ts$/.test(path) && !/\.test\.ts$|simulators\//.test(path),
)
const saying = (words: RegExp) => sources.filter((path) => words.test(readFileSync(join(REPOSITORY, path), 'utf8')))

test('one file calls the outside, and another looks at its own listener when it starts', () => {
  expect(sources.length).toBeGreaterThan(300)
  expect(saying(/\bfetch\(/).sort()).toEqual(['server/adapters/outsideCall.ts', 'server/startServer.ts'])
  expect(saying(/from 'node:(https|http2|dgram|tls|dns)'|\bhttp\.(get|request)\(|from 'undici'/)).toEqual([])
})

test('nothing is run as a command, and nothing as code made from text', () => {
  expect(saying(/from 'node:(child_process|vm|repl|inspector)'/)).toEqual([])
  // Redis runs scripts of its own under this name; none of them is made from text.
  expect(saying(/(?<!\bredis\.)\beval\(|new Function\(|\bsetTimeout\(['"`]/)).toEqual([])
})

test('no page takes a text for HTML, and none shows the page of another', () => {
  const pages = filesBelow(REPOSITORY).filter((path) => /^(console|miniprogram)\/.*\.tsx?$/.test(path))
  const doors =
    /dangerouslySetInnerHTML|\binnerHTML\b|insertAdjacentHTML|document\.write|<RichText|<WebView|renderMode: 'html'/
  const taking = pages.filter((path) => doors.test(readFileSync(join(REPOSITORY, path), 'utf8')))
  expect(pages.length).toBeGreaterThan(200)
  expect(taking).toEqual([])
})

describe('a bank, WeChat or supplier that answers with a redirect', () => {
  const asked: string[] = []
  let inside: Serving
  let outside: Serving
  let location = ''
  beforeAll(async () => {
    inside = await playOutside((response, request) => {
      asked.push(String(request.url))
      response.end('{"secret":"of the inside"}')
    })
    outside = await playOutside((response, { url }) =>
      response.writeHead(Number(url?.slice(1)), { Location: location }).end(),
    )
  })
  afterAll(async () => {
    await outside.close()
    await inside.close()
  })

  test.each([301, 302, 303, 307, 308])('%d is not followed, wherever it leads', async (status) => {
    for (const to of [
      `${inside.url}/metadata`,
      'file:///etc/passwd',
      'http://169.254.169.254/',
      '//127.0.0.1/',
      'gopher://x/',
    ]) {
      location = to
      for (const method of ['GET', 'POST'] as const) {
        const call = {
          otherSide: 'bank',
          call: 'test',
          url: `${outside.url}/${status}`,
          method,
          timeoutMs: 2_000,
        } as const
        await expect(bytesFromOutside(call)).rejects.toThrow(Unsure)
      }
    }
    expect(asked).toEqual([])
  })
})
