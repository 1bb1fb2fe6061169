import { Link } from 'wouter';
import { EmptyState } from '../components/empty-state.tsx';
import { Page } from '../page/page.tsx';

export function NotFound({ what = 'page' }: { what?: string }) {
  return (
    <Page title="Not here">
      <h1 className="sr-only">Not here</h1>
      <EmptyState title={`This ${what} is not here`}>
        It may have been removed, or it belongs to another organisation.{' '}
        <Link href="/" className="text-accent underline">
          All projects
        </Link>
      </EmptyState>
    </Page>
  );
}
