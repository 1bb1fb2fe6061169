import { Component, type ReactNode } from 'react';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';

interface State {
  failed: boolean;
}

/** A screen that breaks takes only itself along, and says so in plain words; the sidebar and the sync badge stay. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <EmptyState title="This screen has stopped working">
        <p>
          Everything you typed is kept. Open the screen again; if it stops once more, go to another one and carry on.
        </p>
        <Button className="mt-3" onClick={() => this.setState({ failed: false })}>
          Open it again
        </Button>
      </EmptyState>
    );
  }
}
