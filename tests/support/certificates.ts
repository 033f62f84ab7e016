import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findProgram } from '../../scripts/testing/programs'

export interface Certificate {
  /** It is its own authority. */
  file: string
  keyFile: string
}

/** Certificates for a day, each with a key of its own, in a folder that goes with them. @throws Error where there is no OpenSSL */
export function certificates() {
  const openssl = findProgram(['openssl'])
  if (!openssl) throw new Error('没有找到 openssl，请安装 / OpenSSL was not found: install it')
  const folder = mkdtempSync(join(tmpdir(), 'kaquan-certificates-'))
  return {
    /** Made for a server of this host name; the file is called like it unless it is called otherwise. */
    madeFor(host: string, called = host): Certificate {
      const [file, keyFile] = [join(folder, `${called}.pem`), join(folder, `${called}.key`)]
      const key = ['-newkey', 'rsa:2048', '-nodes', '-keyout', keyFile]
      const says = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`]
      const { status, stderr } = spawnSync(openssl, ['req', '-x509', '-days', '1', ...key, ...says, '-out', file])
      if (status !== 0) throw new Error(`openssl → ${status}\n${stderr}`)
      return { file, keyFile }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
