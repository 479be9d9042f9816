import { captureException } from '@bugsage/sdk';
import { Component, type ErrorInfo, type ReactNode } from 'react';

export type ErrorBoundaryProps = {
  children?: ReactNode;
  /** Shown instead of the children after one of them failed to render. */
  fallback?:
    | ReactNode
    | ((failure: { error: unknown; eventId: string | undefined; reset: () => void }) => ReactNode);
  onError?: (error: unknown, eventId: string | undefined) => void;
};

type State = { failure: { error: unknown } | null; eventId?: string | undefined };

/** Reports what its children throw while rendering, and shows the fallback. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, State> {
  override state: State = { failure: null };

  static getDerivedStateFromError(error: unknown): State {
    return { failure: { error } };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    const eventId = report(error, info, true);
    this.setState({ eventId });
    this.props.onError?.(error, eventId);
  }

  readonly reset = (): void => this.setState({ failure: null });

  override render(): ReactNode {
    const { children, fallback = null } = this.props;
    const { failure, eventId } = this.state;
    if (failure === null) return children;
    return typeof fallback === 'function'
      ? fallback({ error: failure.error, eventId, reset: this.reset })
      : fallback;
  }
}

export type RootOptions = {
  onUncaughtError: (error: unknown, info: ErrorInfo) => void;
  onCaughtError: (error: unknown, info: ErrorInfo) => void;
  onRecoverableError: (error: unknown, info: ErrorInfo) => void;
};

/** React 19: reports all errors of a root, also those that other boundaries catch: `createRoot(node, rootOptions())`. */
export function rootOptions(): RootOptions {
  const reporter =
    (isHandled: boolean) =>
    (error: unknown, info: ErrorInfo): void => {
      report(error, info, isHandled);
      // What React itself would have done.
      if (typeof reportError === 'function' && !isHandled) reportError(error);
      // oxlint-disable-next-line no-console -- as above
      else console.error(error);
    };
  return {
    onUncaughtError: reporter(false),
    onCaughtError: reporter(true),
    onRecoverableError: reporter(true),
  };
}

function report(error: unknown, { componentStack }: ErrorInfo, handled: boolean): string | undefined {
  return captureException(error, {
    contexts: { react: { component_stack: componentStack ?? null } },
    mechanism: { type: 'react', handled },
  });
}
