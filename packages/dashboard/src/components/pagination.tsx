import type { Page } from '../api/responses.ts';
import { exactCount } from '../format/number.ts';

type Properties = { readonly page: Page; readonly shown: number; readonly onPage: (page: number) => void };

export function Pagination({ page, shown, onPage }: Properties) {
  if (page.pages <= 1) return null;
  const first = (page.page - 1) * page.size + 1;
  return (
    <nav className="pagination" aria-label="Pages">
      <button
        type="button"
        className="button"
        disabled={page.page <= 1}
        onClick={() => onPage(page.page - 1)}
      >
        Previous
      </button>
      <span className="pagination-place">
        {exactCount(first)}–{exactCount(first + shown - 1)} of {exactCount(page.total)}
      </span>
      <button
        type="button"
        className="button"
        disabled={page.page >= page.pages}
        onClick={() => onPage(page.page + 1)}
      >
        Next
      </button>
    </nav>
  );
}
