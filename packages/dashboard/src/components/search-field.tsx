import { useEffect, useRef } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { useShortcuts } from '../state/shortcuts.ts';
import { Icon } from './icon.tsx';

/** Searches the issues of the project, from every page; `/` puts the cursor in it. */
export function SearchField() {
  const field = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const [parameters] = useSearchParams();
  const onList = pathname === '/' || pathname === '/issues';
  const searched = onList ? (parameters.get('search') ?? '') : '';

  // The address changes from outside too: back button, cleared filter.
  useEffect(() => {
    if (field.current !== null) field.current.value = searched;
  }, [searched]);

  useShortcuts({ '/': () => field.current?.select() });

  const search = () => {
    const next = new URLSearchParams(onList ? parameters : undefined);
    next.delete('page');
    const text = field.current?.value.trim() ?? '';
    if (text === '') next.delete('search');
    else next.set('search', text);
    void navigate({ pathname: '/', search: next.toString() });
  };

  return (
    <search className="search">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          search();
        }}
      >
        <Icon name="search" />
        <input
          ref={field}
          type="search"
          defaultValue={searched}
          placeholder="Search issues"
          aria-label="Search issues"
          aria-keyshortcuts="/"
          autoComplete="off"
          spellCheck={false}
          onKeyDown={(event) => {
            if (event.key === 'Escape') field.current?.blur();
          }}
        />
        <kbd aria-hidden="true">/</kbd>
      </form>
    </search>
  );
}
