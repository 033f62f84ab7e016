/** The brand's green, as the mini-program has it; lighter on dark ground, so that it can be read there. */
export const colours = { brand: '#0e5a43', brandDark: '#3fa884' }
