// The encoder alone, without the drawing around it, which needs a document. The package has types for the whole only.
declare module 'jsbarcode/bin/barcodes/CODE128' {
  export class CODE128 {
    constructor(text: string, options: object)
    /** `data` has a 1 for each dark module and a 0 for each light one. */
    encode(): { data: string; text: string }
  }
}
