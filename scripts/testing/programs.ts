import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'

/** Servers are often installed where only root's PATH looks. */
const furtherFolders = ['/usr/local/sbin', '/usr/sbin', '/usr/local/bin', '/usr/bin', '/opt/homebrew/bin', '/snap/bin']

/** The first of these programs that can be run here, by name or by whole path. */
export function findProgram(names: readonly string[], searchPath = process.env.PATH ?? ''): string | undefined {
  const folders = [...searchPath.split(delimiter).filter((folder) => folder !== ''), ...furtherFolders]
  const places = names.flatMap((name) => (isAbsolute(name) ? [name] : folders.map((folder) => join(folder, name))))
  return places.find(canRun)
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Whether packages can be installed without asking anybody: root on Debian or one of its kin. */
export function mayInstall(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && findProgram(['apt-get']) !== undefined
}

/** @throws Error when apt-get could not install them */
export function installPackages(packages: readonly string[]): void {
  for (const args of [
    ['update', '-q'],
    ['install', '-q', '-y', '--no-install-recommends', ...packages],
  ]) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const { status } = spawnSync('apt-get', args, { stdio: ['ignore', 'inherit', 'inherit'], env })
    if (status !== 0) throw new Error(`apt-get ${args.join(' ')} → ${status}`)
  }
}

/** The line that a person types to install what is missing. */
export function installLine(
  { debian, brew }: { debian: readonly string[]; brew: string },
  platform = process.platform,
) {
  return platform === 'darwin'
    ? `brew install ${brew}`
    : `sudo apt-get install -y --no-install-recommends ${debian.join(' ')}`
}
