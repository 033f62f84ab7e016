const shape = { borderRadius: 6 }

/** The brand's green, as the mini-program has it; its tints are named, since those worked out from a dark green are grey. */
export const lightTokens = {
  ...shape,
  colorPrimary: '#0e5a43',
  colorPrimaryBg: '#e1eee7',
  colorPrimaryBgHover: '#d3e6dc',
  colorLink: '#0b4f3a',
  colorLinkHover: '#0e5a43',
}

/** Lighter on dark ground, so that it can be read there. */
export const darkTokens = { ...shape, colorPrimary: '#3fa884', colorLink: '#63c3a1', colorLinkHover: '#8ad6ba' }

/** What stands side by side to be chosen from stands apart from the page. */
export const lightParts = { Segmented: { trackBg: '#e6eae8' } }
export const darkParts = { Segmented: { trackBg: '#262b29' } }
