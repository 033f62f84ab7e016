import { type FileTaken, takeFile } from '../../server/features/spend'

/** The one place at which benches hand a file on disk to the product. */
export async function takeBankFile(file: string, deps: Parameters<typeof takeFile>[1]): Promise<FileTaken> {
  return takeFile({ path: file }, deps)
}
