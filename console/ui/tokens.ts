const shape = { borderRadius: 6 }

/**
 * The brand's green, as the mini-program has it; its tints are named, since those worked out from a dark green are grey.
 * What is said in passing, and the words of labels, are darker than the library has them, so that they can be read by
 * everybody: 4.5 : 1 on their ground.
 */
export const lightTokens = {
  ...shape,
  colorPrimary: '#0e5a43',
  colorPrimaryBg: '#e1eee7',
  colorPrimaryBgHover: '#d3e6dc',
  colorLink: '#0b4f3a',
  colorLinkHover: '#0e5a43',
  colorTextDescription: 'rgba(0, 0, 0, 0.6)',
  colorTextTertiary: 'rgba(0, 0, 0, 0.6)',
  ...labels({ gold: '#874d00', green: '#237804', orange: '#a33f00' }),
}

/** Lighter on dark ground, so that it can be read there. */
export const darkTokens = {
  ...shape,
  colorPrimary: '#3fa884',
  colorPrimaryBg: '#0d2019',
  colorLink: '#63c3a1',
  colorLinkHover: '#8ad6ba',
  colorTextDescription: 'rgba(255, 255, 255, 0.6)',
  colorTextTertiary: 'rgba(255, 255, 255, 0.6)',
}

/** The words of labels; the library names each colour in two ways, and draws by either. */
function labels(colours: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(colours).flatMap(([name, colour]) => [
      [`${name}7`, colour],
      [`${name}-7`, colour],
    ]),
  )
}

/** What stands side by side to be chosen from stands apart from the page. */
export const lightParts = { Segmented: { trackBg: '#e6eae8' } }
export const darkParts = { Segmented: { trackBg: '#262b29' }, Button: { primaryColor: '#03241a' } }
