import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generate } from 'selfsigned'

export interface Certificate {
  /** It is its own authority. */
  file: string
  keyFile: string
}

/** Certificates for a day, each with a key of its own, in a folder that goes with them. */
export function certificates() {
  const folder = mkdtempSync(join(tmpdir(), 'kaquan-certificates-'))
  return {
    /** Made for a server of this host name; the file is called like it unless it is called otherwise. */
    async madeFor(host: string, called = host): Promise<Certificate> {
      const [file, keyFile] = [join(folder, `${called}.pem`), join(folder, `${called}.key`)]
      const made = await generate([{ name: 'commonName', value: host }], {
        algorithm: 'sha256',
        notAfterDate: new Date(Date.now() + 86_400_000),
        extensions: [
          { name: 'basicConstraints', cA: true, critical: true },
          { name: 'subjectAltName', altNames: [{ type: 2, value: host }] },
        ],
      })
      writeFileSync(file, made.cert)
      writeFileSync(keyFile, made.private)
      return { file, keyFile }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
