// A block that breaks while it is drawn becomes an error box; what stands around it stays.

import { Component, type ReactNode } from "react";

interface Props {
  block: { type: string };
  children: ReactNode;
}

export class BlockBoundary extends Component<Props, { broken: string | null }> {
  override state: { broken: string | null } = { broken: null };

  static getDerivedStateFromError(error: Error): { broken: string } {
    return { broken: error.message };
  }

  override componentDidUpdate(before: Props): void {
    if (this.state.broken !== null && before.block !== this.props.block) this.setState({ broken: null });
  }

  override render(): ReactNode {
    if (this.state.broken === null) return this.props.children;
    return (
      <div className="unknown" role="alert">
        <strong>This playground failed to draw a block “{this.props.block.type}”.</strong>
        <pre tabIndex={0}>{this.state.broken}</pre>
      </div>
    );
  }
}
