import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  INTEGRATION_NAMES,
  receivedQuery,
  replayWebhook,
  type ReceivedWebhook,
} from '../api/integrations.ts';
import { visibleText } from '../format/visible-text.ts';
import { ActionTable } from './action-table.tsx';
import { Panel } from './panel.tsx';
import { RelativeTime } from './relative-time.tsx';
import { RowButton } from './row-button.tsx';

type Properties = { readonly projectId: number; readonly isMember: boolean };

const WORDS: { readonly [Status in ReceivedWebhook['status']]: string } = {
  pending: 'Waiting',
  done: 'Done',
  ignored: 'Nothing to do',
  dead: 'Failed',
};

/** The newest webhooks that came in; those that failed can be worked on again. */
export function ReceivedPanel({ projectId, isMember }: Properties) {
  const webhooks = useQuery(receivedQuery(projectId)).data ?? [];
  const queryClient = useQueryClient();
  return (
    <Panel title="Received webhooks">
      {webhooks.length === 0 ? (
        <p className="quiet">No service has sent anything in the last 30 days.</p>
      ) : (
        <ActionTable label="Received webhooks" columns={['Received', 'From', 'What became of it']} hasActions>
          {webhooks.map((webhook) => (
            <tr key={webhook.id}>
              <td>
                <RelativeTime at={webhook.received_at} />
              </td>
              <td className="cell-long">
                {INTEGRATION_NAMES[webhook.source]}
                <p className="quiet">{visibleText(webhook.topic)}</p>
              </td>
              <td className="cell-long">
                {WORDS[webhook.status]}
                {webhook.note !== null && <p className="quiet">{visibleText(webhook.note)}</p>}
              </td>
              <td className="cell-end">
                {isMember && webhook.status === 'dead' && (
                  <RowButton
                    word="Replay"
                    label={`Replay ${visibleText(webhook.topic)}`}
                    action={() => replayWebhook(webhook)}
                    onDone={() =>
                      queryClient.invalidateQueries({
                        queryKey: ['projects', projectId, 'received-webhooks'],
                      })
                    }
                  />
                )}
              </td>
            </tr>
          ))}
        </ActionTable>
      )}
    </Panel>
  );
}
