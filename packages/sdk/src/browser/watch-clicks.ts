import { addBreadcrumb } from '../api.ts';
import { attempt } from '../attempt.ts';
import { listen } from '../listen.ts';

const ANCESTORS_MAX = 3;

/** Notes which element was clicked, by tag, id, name and classes; never by its text, which may be personal. */
export function watchClicks(): () => void {
  return listen(
    'click',
    ({ target }: Event) =>
      // A form's own fields may hide its properties: <form><input name="tagName"></form>.
      attempt(() => {
        if (target instanceof Element) addBreadcrumb({ category: 'ui.click', message: describePath(target) });
      }),
    { capture: true, passive: true },
  );
}

function describePath(element: Element): string {
  const path: string[] = [];
  for (let next: Element | null = element; next && path.length < ANCESTORS_MAX; next = next.parentElement)
    path.unshift(describeElement(next));
  return path.join(' > ');
}

function describeElement(element: Element): string {
  const id = element.id && `#${element.id}`;
  const name = element.getAttribute('name');
  const classes = [...element.classList].slice(0, 3).map((className) => `.${className}`);
  return `${element.tagName.toLowerCase()}${id}${classes.join('')}${name ? `[name=${name}]` : ''}`;
}
