/**
 * Loaded into a product that a journey starts. The journey holds the other end of its standard input: when that end is
 * gone, so is the journey, however it was ended, and the product stops as on Ctrl-C instead of running on for nobody.
 */
process.stdin.once('end', () => process.kill(process.pid, 'SIGINT'))
process.stdin.resume()
;(process.stdin as { unref?: () => void }).unref?.()
