import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Issue } from '@bugsage/core';
import {
  INTEGRATION_NAMES,
  integrationsQuery,
  linkIssue,
  linksQuery,
  unlinkIssue,
} from '../api/integrations.ts';
import { safeLink } from '../format/safe-link.ts';
import { visibleText } from '../format/visible-text.ts';
import { ActionForm } from './action-form.tsx';
import { Panel } from './panel.tsx';
import { RowButton } from './row-button.tsx';
import { TextField } from './text-field.tsx';

/** Issues of trackers that stand for this one. Nothing is shown where no tracker is connected. */
export function LinkPanel({ issue }: { readonly issue: Issue }) {
  const integrations = useQuery(integrationsQuery(issue.project_id)).data ?? [];
  const links = useQuery(linksQuery(issue.id)).data ?? [];
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['issues', issue.id, 'links'] });
  const linked = new Set(links.map((link) => link.integration_id));
  const free = integrations.filter(
    ({ id, kind, enabled }) => enabled && kind !== 'sentry' && kind !== 'slack' && !linked.has(id),
  );
  if (links.length === 0 && free.length === 0) return null;
  return (
    <Panel title="Linked issues">
      {links.length > 0 && (
        <ul className="merge-list" aria-label="Linked issues">
          {links.map((link) => {
            const url = safeLink(link.url);
            const words =
              `${INTEGRATION_NAMES[link.kind]} ${link.key === null ? '' : numbered(link.key)}`.trim();
            return (
              <li key={link.id}>
                <div className="merge-title">
                  {url === null ? (
                    words
                  ) : (
                    <a href={url} rel="noreferrer noopener">
                      {words}
                    </a>
                  )}
                  <p className="quiet">{visibleText(stateOf(link))}</p>
                </div>
                <RowButton
                  word="Unlink"
                  label={`Unlink ${words}`}
                  action={() => unlinkIssue(link.issue_id, link.id)}
                  onDone={refresh}
                />
              </li>
            );
          })}
        </ul>
      )}
      {free.length > 0 && (
        <ActionForm
          submit="Link"
          action={(field) => linkIssue(issue.id, field('integration'), field('key').trim())}
          onDone={() => void refresh()}
        >
          <label className="field">
            <span>In</span>
            <select className="select" name="integration">
              {free.map(({ id, kind, name }) => (
                <option key={id} value={id}>
                  {INTEGRATION_NAMES[kind]}: {visibleText(name)}
                </option>
              ))}
            </select>
          </label>
          <TextField
            label="Number or key of one that is there; empty makes a new one"
            name="key"
            maxLength={50}
          />
        </ActionForm>
      )}
    </Panel>
  );
}

function stateOf(link: { state: string; status: string | null; error: string | null }): string {
  if (link.state === 'creating') return link.error === null ? 'Being made…' : `Being made. ${link.error}`;
  if (link.error !== null) return link.error;
  return link.status ?? '';
}

function numbered(key: string): string {
  return /^\d+$/.test(key) ? `#${key}` : key;
}
