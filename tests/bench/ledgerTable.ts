/** The table to which the product posts: what the bank's rows become in the end. */
export const ledgerTable = 'transfer'
