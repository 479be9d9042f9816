import { captureBreadcrumb } from '../capture/breadcrumb.ts';
import { attempt } from '../attempt.ts';

const ANCESTORS_MAX = 3;

/** Notes which element was clicked, by tag, id, name and classes; never by its text, which may be personal. */
export function watchClicks(): () => void {
  const note = ({ target }: Event): void => {
    // A form's own fields may hide its properties: <form><input name="tagName"></form>.
    attempt(() => {
      if (target instanceof Element)
        captureBreadcrumb({ category: 'ui.click', message: describePath(target) });
    });
  };
  // Before the listeners of the page, which may stop the event.
  addEventListener('click', note, true);
  return () => removeEventListener('click', note, true);
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
