import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { hashSources } from './sourceHash'
import { tinyPackage } from './tinyPackage'

describe('the hash of the sources', () => {
  const sources = ['app.js', 'features', 'missing.json']
  const place = () => tinyPackage({ 'features/home.tsx': 'one', 'features/home.test.tsx': 'test' })

  it('is the same for the same content in another place', () => {
    expect(hashSources(place(), sources)).toBe(hashSources(place(), sources))
  })

  it.each(['app.js', 'features/home.tsx'])('changes with %s', (file) => {
    const root = place()
    const before = hashSources(root, sources)
    writeFileSync(path.join(root, file), 'other')
    expect(hashSources(root, sources)).not.toBe(before)
  })

  it('changes when a file is added', () => {
    const root = place()
    const before = hashSources(root, sources)
    writeFileSync(path.join(root, 'features/new.scss'), '')
    expect(hashSources(root, sources)).not.toBe(before)
  })

  it('changes with what is written in besides', () => {
    const root = place()
    const hash = (address: string) => hashSources(root, sources, { address })
    expect(hash('https://one.example')).toBe(hash('https://one.example'))
    expect(hash('https://two.example')).not.toBe(hash('https://one.example'))
  })

  it('does not change with a test or with what is not a source', () => {
    const root = place()
    const before = hashSources(root, sources)
    writeFileSync(path.join(root, 'features/home.test.tsx'), 'other')
    writeFileSync(path.join(root, 'home.wxml'), 'other')
    expect(hashSources(root, sources)).toBe(before)
  })
})
