import { useQueryClient } from '@tanstack/react-query';
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
import { ActionTable } from './action-table.tsx';
import { RowActions } from './row-actions.tsx';

type Properties = { readonly integrations: readonly Integration[]; readonly isAdmin: boolean };

/** Each connection with how it does; admins can test, switch and remove it. */
export function IntegrationTable({ integrations, isAdmin }: Properties) {
  if (integrations.length === 0) return <p className="quiet">Nothing is connected.</p>;
  return (
    <ActionTable label="Integrations" columns={['Service', 'Place', 'State']} hasActions={isAdmin}>
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
    </ActionTable>
  );
}

function IntegrationActions({ integration }: { readonly integration: Integration }) {
  const queryClient = useQueryClient();
  const test = async () => {
    const { ok, detail } = await testIntegration(integration);
    notify({ tone: ok ? 'done' : 'failed', text: visibleText(detail), undo: null });
  };
  return (
    <RowActions
      name={visibleText(integration.name)}
      actions={[
        ['Test', test],
        [integration.enabled ? 'Switch off' : 'Switch on', () => switchIntegration(integration)],
        ...(integration.kind === 'sentry'
          ? [['Import issues', () => startImport(integration)] as const]
          : []),
      ]}
      onRemove={() => disconnect(integration)}
      onDone={() =>
        queryClient.invalidateQueries({ queryKey: ['projects', integration.project_id, 'integrations'] })
      }
    />
  );
}
