import ts from 'typescript'

/** The lines of a screen's source on which a box can be tapped and shows no sign of it: WeChat has no `:active`. */
export function silentTaps(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TSX)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if ((ts.isJsxSelfClosingElement(node) || ts.isJsxOpeningElement(node)) && isSilent(node)) {
      found.push(`${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

const boxes = new Set(['View', 'Text', 'Image'])

function isSilent({ tagName, attributes }: ts.JsxOpeningLikeElement): boolean {
  if (!boxes.has(tagName.getText())) return false
  const names = attributes.properties.filter(ts.isJsxAttribute).map(({ name }) => name.getText())
  if (!names.includes('onClick') || names.includes('hoverClass')) return false
  // What is hidden from those who cannot see is no button: the shade behind a sheet, or a tap that must go no further.
  const hidden = attributes.properties.some((one) => /aria\(\{[^}]*hidden: true|role: 'dialog'/.test(one.getText()))
  return !hidden
}
