import { useMutation, useQueryClient } from '@tanstack/react-query';
import { describeFailure } from '../api/api-error.ts';
import {
  disconnect,
  INTEGRATION_NAMES,
  startImport,
  switchIntegration,
  testIntegration,
  type Integration,
} from '../api/integrations.ts';
import { integrationPlace, integrationState } from '../format/integration-words.ts';
import { visibleText } from '../format/visible-text.ts';
import { notify } from '../state/notices.ts';
import { RowButton } from './row-button.tsx';
import { ScrollArea } from './scroll-area.tsx';

type Properties = { readonly integrations: readonly Integration[]; readonly isAdmin: boolean };

/** Each connection with how it does; admins can test, switch and remove it. */
export function IntegrationTable({ integrations, isAdmin }: Properties) {
  if (integrations.length === 0) return <p className="quiet">Nothing is connected.</p>;
  return (
    <ScrollArea className="table-scroll" label="Integrations">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Service</th>
            <th scope="col">Place</th>
            <th scope="col">State</th>
            {isAdmin && (
              <th scope="col">
                <span className="hidden-visually">Actions</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {integrations.map((integration) => (
            <tr key={integration.id}>
              <td className="cell-long">
                {INTEGRATION_NAMES[integration.kind]}
                <p className="quiet">{visibleText(integration.name)}</p>
              </td>
              <td className="cell-long">{visibleText(integrationPlace(integration))}</td>
              <td className="cell-long">{visibleText(integrationState(integration))}</td>
              {isAdmin && (
                <td className="cell-end">
                  <IntegrationActions integration={integration} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

function IntegrationActions({ integration }: { readonly integration: Integration }) {
  const queryClient = useQueryClient();
  const refresh = () =>
    queryClient.invalidateQueries({ queryKey: ['projects', integration.project_id, 'integrations'] });
  const name = visibleText(integration.name);
  const run = useMutation({
    mutationFn: (action: () => Promise<unknown>) => action(),
    onError: (error) => notify({ tone: 'failed', text: describeFailure(error), undo: null }),
    onSettled: refresh,
  });
  const test = async () => {
    const { ok, detail } = await testIntegration(integration);
    notify({ tone: ok ? 'done' : 'failed', text: visibleText(detail), undo: null });
  };
  const actions: readonly (readonly [word: string, action: () => Promise<unknown>])[] = [
    ['Test', test],
    [integration.enabled ? 'Switch off' : 'Switch on', () => switchIntegration(integration)],
    ...(integration.kind === 'sentry' ? [['Import issues', () => startImport(integration)] as const] : []),
  ];
  return (
    <div className="row-actions">
      {actions.map(([word, action]) => (
        <button
          key={word}
          type="button"
          className="button button-small"
          aria-label={`${word}: ${name}`}
          disabled={run.isPending}
          onClick={() => run.mutate(action)}
        >
          {word}
        </button>
      ))}
      <RowButton
        word="Remove"
        label={`Remove ${name}`}
        action={() => disconnect(integration)}
        onDone={refresh}
      />
    </div>
  );
}
