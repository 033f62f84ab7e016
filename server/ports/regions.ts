/** Where an address is, as a database of regions says. Empty texts are not known. */
export interface Region {
  /** In Chinese, as is all of it: `中国`. */
  country: string
  province: string
  city: string
  /** Whose network it is. */
  isp: string
}

export interface RegionsPort {
  /** All empty for private addresses, loopback, and what is no address at all. Takes no time worth speaking of. */
  regionOf(address: string): Region
}

export const nowhere: Region = Object.freeze({ country: '', province: '', city: '', isp: '' })
