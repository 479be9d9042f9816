import { Link } from 'react-router';
import { usePageTitle } from '../state/page-title.ts';

export function NotFoundPage() {
  usePageTitle('Not found');
  return (
    <div className="empty panel">
      <h1>There is nothing at this address</h1>
      <p>
        <Link to="/">Go to the issues</Link>
      </p>
    </div>
  );
}
