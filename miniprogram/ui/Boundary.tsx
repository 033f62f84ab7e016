import { Component, type ReactNode } from 'react'
import { Empty } from './Empty'
import { uiWords } from './words'

interface BoundaryProps {
  children: ReactNode
}

/** A fault of ours in what a page draws is told in its place: the bars stay, and the page is never blank. */
export class Boundary extends Component<BoundaryProps, { broken: boolean }> {
  static getDerivedStateFromError() {
    return { broken: true }
  }

  override state = { broken: false }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children
    const { brokenTitle, brokenText, retry } = uiWords()
    const again = { text: retry, onClick: () => this.setState({ broken: false }) }
    return <Empty icon="alert" title={brokenTitle} text={brokenText} action={again} />
  }
}
