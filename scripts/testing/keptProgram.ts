import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'

/**
 * Waits for the server and removes its folder. The server is ended, by its process id, when the pipe to us closes: by
 * `stop`, and also when this process is killed and can do nothing any more.
 */
const keeper = `
exec 3<&0
folder="$1"; shift
"$@" </dev/null 3<&- & server=$!
echo "$server" > "$folder/kept-pid"
( read -r _ <&3; kill "$server" 2>/dev/null ) & watcher=$!
wait "$server"; code=$?
kill "$watcher" 2>/dev/null
[ "$code" -eq 0 ] || tail -n 20 "$folder/server.log" >&2
rm -rf "$folder"
exit "$code"
`

/** Runs a server whose files are in the folder, which goes with it. Its process id stands in `kept-pid` there. */
export function keepRunning(folder: string, command: readonly string[]): ChildProcess {
  return spawn('sh', ['-c', keeper, 'keeper', folder, ...command], {
    stdio: ['pipe', 'ignore', 'pipe'],
    // A group of its own: Ctrl-C reaches the tests first and the server when they are done with it.
    detached: true,
  })
}

/** Ends the server and waits until its folder is gone. */
export async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.stdin?.end()
  await exited
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}
